"""M/M/5 and a four-station priority network in simpy and ciw; prints events per CPU second as JSON.

An event is an arrival at a station or the end of a service. Nobody's monitoring is switched on beyond the waits.
"""
import json, random, sys, time
import ciw, simpy

LAM, MU, C = 4.5, 1.0, 5
STAGES = [(6, 1.0), (20, 0.25), (4, 2.0), (9, 0.6)]
ROUTE = {0: [(1, 0.6), (2, 0.3)], 1: [(2, 0.5), (3, 0.4)], 2: [(3, 0.5)], 3: []}
RATE, HIGH = 4.8, 0.25


def simpy_mm5(n):
    rng, env = random.Random(1), simpy.Environment()
    desk, waits = simpy.Resource(env, C), []

    def person():
        came = env.now
        with desk.request() as turn:
            yield turn
            waits.append(env.now - came)
            yield env.timeout(rng.expovariate(MU))

    def source():
        for _ in range(n):
            yield env.timeout(rng.expovariate(LAM))
            env.process(person())

    env.process(source())
    begun = time.process_time()
    env.run()
    return 2 * n / (time.process_time() - begun)


def simpy_network(n):
    rng, env = random.Random(1), simpy.Environment()
    desks = [simpy.PriorityResource(env, count) for count, _ in STAGES]
    visits, waits = [0], []

    def person(rank):
        at = 0
        while at is not None:
            came = env.now
            with desks[at].request(priority=rank) as turn:
                yield turn
                waits.append(env.now - came)
                visits[0] += 1
                yield env.timeout(rng.expovariate(STAGES[at][1]))
            chosen, until, at_next = rng.random(), 0, None
            for to, share in ROUTE[at]:
                until += share
                if chosen < until:
                    at_next = to
                    break
            at = at_next

    def source():
        for _ in range(n):
            yield env.timeout(rng.expovariate(RATE))
            env.process(person(0 if rng.random() < HIGH else 1))

    env.process(source())
    begun = time.process_time()
    env.run()
    return 2 * visits[0] / (time.process_time() - begun)


def ciw_network(n):
    count = len(STAGES)
    routing = [[0.0] * count for _ in range(count)]
    for at, ways in ROUTE.items():
        for to, share in ways:
            routing[at][to] = share
    arrivals = lambda rate: [ciw.dists.Exponential(rate)] + [None] * (count - 1)
    network = ciw.create_network(
        arrival_distributions={"hi": arrivals(RATE * HIGH), "lo": arrivals(RATE * (1 - HIGH))},
        service_distributions={name: [ciw.dists.Exponential(rate) for _, rate in STAGES] for name in ("hi", "lo")},
        number_of_servers=[count for count, _ in STAGES],
        routing={"hi": routing, "lo": routing},
        priority_classes={"hi": 0, "lo": 1},
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    begun = time.process_time()
    simulation.simulate_until_max_customers(n, method="Finish")
    spent = time.process_time() - begun
    return 2 * len(simulation.get_all_records()) / spent


n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
print(json.dumps({
    "simpy_mm5": simpy_mm5(n),
    "simpy_network": simpy_network(n // 4),
    "ciw_network": ciw_network(n // 10),
}))
