//! What an operator makes of an event: a promised attack is a threat, refused aid a rejection.
//!
//! The classes follow what coders of PLOVER do: cooperation that is refused, or denied for the future, is
//! REJECT; force that is promised or threatened is THREATEN.

use crate::relation::Modality;
use crate::status::{Operator, Status};

/// A class in place of the frame's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) plover: &'static str,
    pub(crate) cameo: &'static str,
    /// For `rule_id`.
    pub(crate) name: &'static str,
}

/// The class of an event of type `plover` under `status`, if not its own; a change also settles how the
/// event is told.
pub(crate) fn change(plover: &str, is_verb: bool, status: &mut Status) -> Option<Change> {
    let cooperative = matches!(
        plover,
        "AGREE" | "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "CONCEDE" | "RETREAT"
    );
    if cooperative && status.negated && status.refused {
        status.negated = false;
        status.modality = if status.operator == Some(Operator::Refusal) {
            Modality::Happened
        } else {
            status.modality
        };
        return Some(Change { plover: "REJECT", cameo: rejection(plover), name: "refused" });
    }
    // "stopped selling arms to".
    if status.negated && status.operator == Some(Operator::Ending) {
        status.negated = false;
        return match plover {
            "AID" | "COOPERATE" => {
                Some(Change { plover: "SANCTION", cameo: "C162", name: "ended" })
            }
            "ASSAULT" => Some(Change { plover: "RETREAT", cameo: "C087", name: "ended" }),
            _ => {
                status.negated = true;
                None
            }
        };
    }
    if status.negated {
        return None;
    }
    let threatened = status.operator == Some(Operator::Threat);
    if threatened && !matches!(plover, "THREATEN" | "REQUEST" | "ACCUSE") {
        status.modality = Modality::Happened;
        return Some(Change { plover: "THREATEN", cameo: threat(plover), name: "threatened" });
    }
    // "will continue to fight": what goes on is not announced.
    let goes_on = status.operator == Some(Operator::Continuing);
    let announced = status.modality == Modality::Planned && is_verb && !goes_on
        || status.operator == Some(Operator::Promise);
    if announced && plover == "ASSAULT" {
        return Some(Change { plover: "THREATEN", cameo: "C138", name: "announced" });
    }
    None
}

fn rejection(plover: &str) -> &'static str {
    match plover {
        "COOPERATE" => "C121",
        "AID" => "C122",
        "CONCEDE" | "RETREAT" => "C124",
        "CONSULT" => "C125",
        _ => "C120",
    }
}

fn threat(plover: &str) -> &'static str {
    match plover {
        "ASSAULT" | "COERCE" | "MOBILIZE" => "C138",
        "SANCTION" => "C131",
        _ => "C130",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(modality: Modality, negated: bool, operator: Option<Operator>) -> Status {
        let refused = negated && operator == Some(Operator::Refusal);
        Status { modality, negated, operator, refused }
    }

    #[test]
    fn refused_aid_is_rejected() {
        let mut status = told(Modality::Planned, true, Some(Operator::Refusal));
        assert_eq!(change("AID", true, &mut status).unwrap().plover, "REJECT");
        assert!(!status.negated);
    }

    #[test]
    fn a_promised_attack_is_a_threat() {
        let mut status = told(Modality::Planned, false, Some(Operator::Promise));
        assert_eq!(change("ASSAULT", true, &mut status).unwrap().plover, "THREATEN");
    }

    #[test]
    fn aid_that_is_stopped_is_a_sanction() {
        let mut status = told(Modality::Happened, true, Some(Operator::Ending));
        assert_eq!(change("AID", true, &mut status).unwrap().plover, "SANCTION");
        assert!(!status.negated);
    }

    #[test]
    fn what_is_only_denied_keeps_its_class() {
        let mut status = told(Modality::Happened, true, None);
        assert_eq!(change("ASSAULT", true, &mut status), None);
        assert!(status.negated);
    }
}
