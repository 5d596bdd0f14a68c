"""A small project with something in every dimension, and something in none."""

VILLAGE = {
    "vocabulary.yaml": """
        curriculum: {ict: ICT, literacy: Literacy, cv: CV}
        client_groups: {mental-health: Mental health, hostel-residents: Hostel residents}
        settings: {hostel: Hostel, community: Community}
        roles: {support-worker: Support worker, service-user: Service user}
        age_bands: {16-18: 16 to 18, 19-24: 19 to 24}
        audiences: {local: Local organisations, trainers: Trainers}
        """,
    "organisations/hostel-a.yaml": """
        {name: A, type: organisation, roles: [beneficiary, referral-source], setting: hostel}
        """,
    "organisations/home-b.yaml": "{name: B, type: household, roles: beneficiary}",
    "people/p-ann.yaml": """
        role: support-worker
        organisation: hostel-a
        outcomes:
          - {date: 2010-10-09, kind: qualification, title: PTLLS, level: 4}
        """,
    "people/p-bob.yaml": """
        role: service-user
        client_group: mental-health
        age_band: 16-18
        organisation: home-b
        outcomes:
          - {date: 2010-10-09, kind: employment}
          - {date: 2010-10-09, kind: qualification, title: NVQ, level: 2}
        """,
    "people/g-club.yaml": """
        {role: service-user, client_group: hostel-residents, headcount: 10, organisation: hostel-a}
        """,
    "sessions/s-1.yaml": """
        date: 2010-10-01
        kind: training
        organisation: hostel-a
        curriculum: [ict, literacy]
        days: 0.5
        attended: [p-ann, p-bob]
        """,
    "sessions/s-2.yaml": """
        date: 2010-10-02
        kind: embedded-activity
        organisation: home-b
        curriculum: literacy
        days: 1
        attended: [p-bob, g-club]
        """,
    "sessions/s-3.yaml": """
        {date: 2010-10-03, kind: embedded-activity, basis: estimated, days: 1, attended: p-ann}
        """,
    "sessions/s-4.yaml": """
        date: 2010-10-04
        kind: dissemination
        organisation: hostel-a
        reach: {people: 20, organisations: 4, audience: local}
        """,
    "sessions/s-5.yaml": """
        {date: 2010-10-05, kind: dissemination, reach: {people: [7, 9], basis: estimated}}
        """,
}
"""Two of three at each place, so that a dimension that is not looked at does not go unseen."""
