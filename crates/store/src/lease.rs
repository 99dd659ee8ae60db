//! The lease of the ticker: one node ticks at a time. Nothing about anybody.

use jiff::Timestamp;

use crate::{StoreError, Tx};

/// Takes or renews a lease, unless another holder has it. Says whether this holder has it now.
pub async fn take(
    tx: &mut Tx,
    name: &'static str,
    holder: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let taken = tx
        .run(
            "insert into lease (name, holder, until)
             values ($1, $2, $4)
             on conflict (name) do update
             set holder = excluded.holder, until = excluded.until
             where lease.holder = excluded.holder or lease.until <= $3",
            vec![name.into(), holder.into(), now.into(), until.into()],
        )
        .await?;
    Ok(taken == 1)
}
