//! The queues of the country.

pub(crate) mod pages;
mod pictures;

use axum::Json;
use axum::extract::State;
use havenward_app::queues::{self, BANDS, Flow, Queues, coarse};
use havenward_domain::coded::Coded;
use serde::Serialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// How many wait, by how long.
#[derive(Serialize, ToSchema)]
pub struct QueueView {
    /// Position of recognition, a code; room where they wait for room.
    waiting: String,
    /// Up to seven days.
    a_week: i64,
    /// Up to thirty days.
    a_month: i64,
    /// Up to ninety days.
    a_quarter: i64,
    /// Longer.
    longer: i64,
}

fn queue_view(waiting: &str, bands: [i64; BANDS.len() + 1]) -> QueueView {
    let [a_week, a_month, a_quarter, longer] = bands;
    QueueView { waiting: waiting.to_owned(), a_week, a_month, a_quarter, longer }
}

/// Time limits of one kind.
#[derive(Serialize, ToSchema)]
pub struct LimitsView {
    /// The clock, a code of the profile.
    limit: String,
    /// How many run.
    running: i64,
    /// How many of them are over.
    over: i64,
}

/// What waits for the answer of a service.
#[derive(Serialize, ToSchema)]
pub struct AwaitedView {
    /// Enquiries that nobody has answered.
    enquiries: i64,
    /// Offers that nobody has answered.
    offers: i64,
    /// People on waiting lists.
    waitlisted: i64,
    /// People who were expected and did not come.
    did_not_arrive: i64,
}

/// Room for one kind of help.
#[derive(Serialize, ToSchema)]
pub struct RoomView {
    /// The kind.
    help: &'static str,
    /// How many services offer it.
    services: u32,
    /// Their places.
    places: u32,
    /// Free places among them.
    free: u32,
    /// Services whose count is too old to be relied on.
    stale: u32,
    /// The shortest wait in days.
    shortest_wait: u16,
    /// The longest wait in days.
    longest_wait: u16,
}

/// A step of the way from an enquiry to an arrival, or an end before it.
#[derive(Serialize, ToSchema)]
pub struct FlowView {
    /// What became of it, a code.
    became: &'static str,
    /// How many in ninety days, to the nearest five; null where they are few.
    count: Option<u32>,
}

/// Needs that nobody could meet.
#[derive(Serialize, ToSchema)]
pub struct GapView {
    /// The need.
    need: &'static str,
    /// Where.
    region: String,
    /// How many, to the nearest five; null where they are few.
    count: Option<u32>,
}

/// The country in figures. No case, no person, no unit that decides.
#[derive(Serialize, ToSchema)]
pub struct QueuesView {
    /// What waits to be decided, and for room.
    waiting: Vec<QueueView>,
    /// Time limits.
    limits: Vec<LimitsView>,
    /// What waits for an answer.
    awaited: AwaitedView,
    /// Room by kind of help.
    rooms: Vec<RoomView>,
    /// What came of the enquiries of ninety days.
    flow: Vec<FlowView>,
    /// Unmet needs that were put away.
    gaps: Vec<GapView>,
}

fn flow_view(flow: &Flow) -> Vec<FlowView> {
    let ended = flow.ended;
    let told = [
        ("asked", flow.asked),
        ("room", flow.room),
        ("offered", flow.offered),
        ("accepted", flow.accepted),
        ("arrived", flow.arrived),
        ("no_room", ended.no_room),
        ("silence", ended.silence),
        ("taken_back", ended.taken_back),
        ("declined", ended.declined),
        ("expired", ended.expired),
        ("withdrawn", ended.withdrawn),
        ("person_declined", ended.person_declined),
        ("did_not_arrive", ended.did_not_arrive),
    ];
    told.into_iter().map(|(became, count)| FlowView { became, count: coarse(count) }).collect()
}

fn view(queues: &Queues) -> QueuesView {
    let asked = &queues.asked;
    let limits = queues.clocks.iter();
    let room = |room: &queues::Room| RoomView {
        help: room.kind.code(),
        services: room.services,
        places: room.places,
        free: room.free,
        stale: room.stale,
        shortest_wait: room.shortest_wait,
        longest_wait: room.longest_wait,
    };
    let gaps = queues.gaps.rows.iter().flat_map(|(need, counts)| {
        let here = queues.gaps.regions.iter().zip(counts).filter(|(_, count)| **count > 0);
        here.map(|(region, count)| GapView {
            need: need.code(),
            region: region.to_string(),
            count: coarse(*count),
        })
    });
    let waiting = queues.waiting.iter().map(|queue| queue_view(&queue.recognition, queue.bands));
    QueuesView {
        waiting: waiting.chain([queue_view("room", queues.room)]).collect(),
        limits: limits
            .map(|clock| LimitsView { limit: clock.kind.clone(), running: clock.running, over: clock.over })
            .collect(),
        awaited: AwaitedView {
            enquiries: asked.enquiries,
            offers: asked.offers,
            waitlisted: asked.waitlisted,
            did_not_arrive: asked.did_not_arrive,
        },
        rooms: queues.rooms.iter().map(room).collect(),
        flow: flow_view(&queues.flow),
        gaps: gaps.collect(),
    }
}

/// Read the queues of the country: how many wait and how long, time limits, room, and what nobody could give.
#[utoipa::path(get, path = "/api/v1/queues", tag = "queues", security(("bearer" = [])),
    responses((status = 200, body = QueuesView), (status = "4XX", response = Problem)))]
pub async fn read(State(state): State<AppState>, SignedIn(caller): SignedIn) -> ApiResult<Json<QueuesView>> {
    let queues = state.app.look(&caller, async |ctx| queues::read(ctx).await).await?;
    Ok(Json(view(&queues)))
}

/// Places of a kind of help at the end of a day.
#[derive(Serialize, ToSchema)]
pub struct PlacesView {
    /// The day.
    day: String,
    /// The kind; a service that offers several counts in each.
    help: &'static str,
    /// All places.
    places: u32,
    /// Free places among them.
    free: u32,
}

/// Read how places went in ninety days, day by day and by kind of help.
#[utoipa::path(get, path = "/api/v1/queues/places", tag = "queues", security(("bearer" = [])),
    responses((status = 200, body = [PlacesView]), (status = "4XX", response = Problem)))]
pub async fn places(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<PlacesView>>> {
    let queues = state.app.look(&caller, async |ctx| queues::read(ctx).await).await?;
    let days = &queues.places.days;
    let of = |(help, counts): &(havenward_domain::codes::ServiceType, Vec<queues::Count>)| {
        let day = |(day, count): (&jiff::civil::Date, &queues::Count)| PlacesView {
            day: day.to_string(),
            help: help.code(),
            places: count.places,
            free: count.free,
        };
        days.iter().zip(counts).map(day).collect::<Vec<_>>()
    };
    Ok(Json(queues.places.kinds.iter().flat_map(of).collect()))
}
