//! What came of the enquiries of late: from asked to arrived, and where the others ended.

use havenward_domain::access::{Permit, act};
use havenward_store::queues as rows;
use havenward_store::queues::Came;
use jiff::SignedDuration;

use super::LOOKED_BACK_DAYS;
use crate::{AppError, Ctx};

/// Counts of enquiries by what became of them. Each is counted where it stands now: somebody who was accepted
/// and then decided otherwise has declined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// Enquiries.
    pub asked: u32,
    /// There was room.
    pub room: u32,
    /// The person was offered to the service.
    pub offered: u32,
    /// The service accepted.
    pub accepted: u32,
    /// The person came.
    pub arrived: u32,
    /// Where the others ended.
    pub ended: Ended,
}

/// Where enquiries and offers ended before anybody arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ended {
    /// There was no room.
    pub no_room: u32,
    /// Nobody answered the enquiry in time.
    pub silence: u32,
    /// The service declined.
    pub declined: u32,
    /// Nobody answered the offer in time.
    pub expired: u32,
    /// The enquiry was taken back.
    pub taken_back: u32,
    /// The offer was taken back.
    pub withdrawn: u32,
    /// The person decided otherwise.
    pub person_declined: u32,
    /// The person was expected and did not come.
    pub did_not_arrive: u32,
}

/// Reads what came of the enquiries of late. Their time to answer, minutes after they were asked, says when.
pub(super) async fn read(ctx: &mut Ctx, permit: &Permit<act::ReadQueues>) -> Result<Flow, AppError> {
    let since = ctx.now() - SignedDuration::from_hours(24 * LOOKED_BACK_DAYS);
    let mut flow = Flow::default();
    for came in rows::came(&mut ctx.tx, permit, since).await? {
        flow.add(&came);
    }
    Ok(flow)
}

impl Flow {
    fn add(&mut self, came: &Came) {
        let count = u32::try_from(came.count).unwrap_or(u32::MAX);
        self.asked += count;
        match came.answer.as_str() {
            "yes" => self.room += count,
            "no" => self.ended.no_room += count,
            "silence" => self.ended.silence += count,
            "withdrawn" => self.ended.taken_back += count,
            _ => {}
        }
        let Some(status) = came.status.as_deref() else { return };
        self.offered += count;
        self.accepted += if matches!(status, "accepted" | "in_service" | "completed" | "did_not_arrive") {
            count
        } else {
            0
        };
        match status {
            "in_service" | "completed" => self.arrived += count,
            "declined" => self.ended.declined += count,
            "expired" => self.ended.expired += count,
            "withdrawn" => self.ended.withdrawn += count,
            "person_declined" => self.ended.person_declined += count,
            "did_not_arrive" => self.ended.did_not_arrive += count,
            _ => {}
        }
    }
}
