"""pac-synth 0.0.8 on the published referrals at all its settings: one JSON line a run. usage: peers.py TABLE.csv

Scores as the benchmark does: for lengths 1, 2, 3 the total and the mean over real combinations of
|real - synthetic|, and the share of invented combinations. One thread; hours for the seven columns.
"""
import itertools, json, math, sys, time
import numpy as np, pandas as pd
from pacsynth import AccuracyMode, Dataset, DpAggregateSeededParametersBuilder as B, DpAggregateSeededSynthesizer as S
from pacsynth import FabricationMode, set_number_of_threads

set_number_of_threads(1)
RUNS = 5
def combos(df,k):
    out={}
    for ix in itertools.combinations(list(df.columns),k):
        m=(df[list(ix)]!="").all(axis=1)
        g=df[m].groupby(list(ix),sort=False).size()
        for key,v in g.items(): out[(ix,key)]=int(v)
    return out
def score(a,b,d,n):
    res=[]
    for k in (1,2,3):
        A,Bk=a[k],b[k]
        realerr=sum(abs(v-Bk.get(q,0)) for q,v in A.items())
        inv=sum(v for q,v in Bk.items() if q not in A)
        ninv=sum(1 for q in Bk if q not in A)
        res.append(dict(k=k,total=(realerr+inv)/(n*math.comb(d,k)),mean=realerr/len(A),invented=ninv/max(1,len(Bk)),real=len(A)))
    return res
cols7="quarter,first_responder_type,first_responder,exploitation_type,age_at_exploitation,gender,nationality".split(",")
T={5:[c for c in cols7 if c not in("first_responder","quarter")],6:[c for c in cols7 if c!="first_responder"],7:cols7}
raw=pd.read_csv(sys.argv[1],dtype=str)
def table(d):
    x=raw.copy(); n=x.pop("people").astype(int); x=x[T[d]]; return x.loc[x.index.repeat(n)].reset_index(drop=True).fillna("")
modes={"long":AccuracyMode.prioritize_long_combinations(),"short":AccuracyMode.prioritize_short_combinations(),"balanced":AccuracyMode.balanced()}
for width in T:
    d=table(width); n=len(d); real={k:combos(d,k) for k in(1,2,3)}; delta=1/(np.log(n)*n)
    for run,R,mode,eps in itertools.product(range(RUNS),(2,3,4),modes,(1,4,12)):
        began=time.time(); ds=Dataset.from_data_frame(d)
        s=S(B().reporting_length(R).epsilon(eps).delta(delta).percentile_percentage(99).percentile_epsilon_proportion(.01).accuracy_mode(modes[mode]).number_of_records_epsilon_proportion(.005).fabrication_mode(FabricationMode.balanced()).empty_value("").use_synthetic_counts(True).weight_selection_percentile(95).aggregate_counts_scale_factor(1.0).build())
        s.fit(ds); y=Dataset.raw_data_to_data_frame(s.sample(n)); seconds=time.time()-began
        for c in d.columns:
            if c not in y: y[c]=""
        y=y[list(d.columns)].fillna("").astype(str)
        print(json.dumps(dict(columns=width,epsilon=eps,reporting_length=R,mode=mode,run=run,seconds=round(seconds,2),score=score(real,{k:combos(y,k) for k in(1,2,3)},width,n))),flush=True)
