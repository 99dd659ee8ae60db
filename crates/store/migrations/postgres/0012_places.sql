-- The last count of a service's places on each day it was counted, in UTC. About services, never about a person.
create table service_places (
    service_id text not null references services (id),
    day text not null,
    places bigint not null,
    free bigint not null,
    primary key (service_id, day)
);
create index service_places_by_day on service_places (day);
insert into service_places (service_id, day, places, free)
select id, substr(body::json -> 'capacity' ->> 'updated_at', 1, 10), (body::json -> 'capacity' ->> 'places')::bigint,
    (body::json -> 'capacity' ->> 'free')::bigint
from services;

-- What was asked lately, and what came of it.
create index enquiries_by_time on enquiries (answer_by);
create index referrals_of_enquiry on referrals (enquiry_id);
