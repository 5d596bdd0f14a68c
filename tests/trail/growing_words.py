"""The figures and the words of a project that grows."""

FIGURES = """\
people: {measure: {count: people}, target: 6}
workers:
  measure: {count: people, where: {role: support-worker, kind: [training, embedded-activity]}}
  target: 4
registered: {measure: {count: people, where: {basis: documented}}}
learner-days:
  measure: {sum: learner-days}
  target: TARGET
worker-days: {measure: {sum: learner-days, where: {role: support-worker}}, target: 3}
hostel-days: {measure: {sum: learner-days, where: {setting: hostel}}}
hostel-people: {measure: {count: people, where: {setting: hostel}}}
at-the-hostel: {measure: {count: attendances, where: {held_at: o-0}}}
of-the-hostel: {measure: {count: people, where: {organisation: o-0}}}
sessions: {measure: {count: sessions, where: {organisation_role: beneficiary}}}
areas: {measure: {count: curriculum-areas}}
organisations: {measure: {count: organisations, where: {organisation_role: beneficiary}}, target: 3}
declined: {measure: {count: organisations, where: {engagement: declined}}}
sites: {measure: {count: sites}}
qualifications: {measure: {count: qualifications}, target: 3}
moved-on: {measure: {count: people, where: {outcome: [employment, independence]}}}
told: {measure: {sum: reach-people, where: {kind: dissemination}}}
cost: {measure: {ratio: [funding, learner-days]}, unit: GBP}
share: {measure: {percent: [worker-days, learner-days]}}
both: {measure: {total: [organisations, declined]}, target: 5, components: [organisations]}
verdict:
  measure: judged
  judgement: {status: VERDICT, date: 2011-05-20, by: manager, because: It was seen, cites: project}
hours:
  measure: latest
  target: 19
  ascending: false
  readings: READINGS
"""
LATER = "added-later: {measure: {sum: delivery-days}, target: 2}\n"
VOCABULARY = """\
curriculum: {ict: ICT, literacy: Literacy, cv: CV}
client_groups: {mental-health: Mental health}
settings: {hostel: Hostel, home: Home}
roles: {support-worker: Support worker, service-user: Service user}
age_bands: {16-18: 16 to 18}
audiences: {local: Local}
"""
