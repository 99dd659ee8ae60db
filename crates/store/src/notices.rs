//! What leaves a case coarse or apart: statutory notices, receipts. No id of a case is here.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::coded::Coded;
use havenward_domain::id::ContactId;
use havenward_domain::refusal::Notice;
use havenward_domain::sealed::Sealed;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// Gives a statutory notice under a random id that stands nowhere else.
pub async fn insert<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    id: ContactId,
    body: &str,
    notice: &Notice,
) -> Result<(), StoreError> {
    tx.run(
        "insert into notices (id, body, year, month, region, form) values ($1, $2, $3, $4, $5, $6)",
        vec![
            id.into(),
            body.into(),
            i64::from(notice.year).into(),
            i64::from(notice.month).into(),
            notice.region.as_str().into(),
            notice.form.code().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a receipt where only the person's code finds it.
pub async fn keep_receipt(
    tx: &mut Tx,
    _permit: &Permit<act::RecordRefusal>,
    code_digest: [u8; 32],
    receipt: &Sealed,
) -> Result<(), StoreError> {
    tx.run(
        "insert into receipts (code_digest, sealed_receipt) values ($1, $2)",
        vec![code_digest.into(), receipt.into()],
    )
    .await?;
    Ok(())
}

struct ReceiptRow(Sealed);

impl FromRow for ReceiptRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.sealed("sealed_receipt")?))
    }
}

/// The receipt under a code. Whoever has the code is the person, so no permit is asked.
pub async fn receipt(tx: &mut Tx, code_digest: [u8; 32]) -> Result<Option<Sealed>, StoreError> {
    let row: Option<ReceiptRow> = tx
        .one("select sealed_receipt from receipts where code_digest = $1", vec![code_digest.into()])
        .await?;
    Ok(row.map(|ReceiptRow(sealed)| sealed))
}
