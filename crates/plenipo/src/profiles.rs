//! The layouts of tables that users load already: ICEWS, GDELT 2, POLECAT, Phoenix.
//!
//! A profile has the columns of its table, by name, number and order, filled from our rows; what we do
//! not know (coordinates, tone, provinces) is empty. Only events are written, never offices or
//! memberships. Where such a table must have a date and the text gives none, it is the date of the
//! report, as in those tables. Column lists: the codebooks of the four data sets.

mod facts;
mod gdelt;
mod icews;
mod parts;
mod phoenix;
mod polecat;

use plenipo_relate::{Relation, RelationKind};

use crate::relation_table::Restatements;
use crate::relations::{self, RelationRow};
use crate::table::{Column, ColumnType, TableFormat, Value};

/// A layout of the table of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// The table that the schema describes.
    #[default]
    Plenipo,
    /// The 20 columns of ICEWS coded events.
    Icews,
    /// The 61 columns of GDELT 2 events, whose files have no header.
    Gdelt,
    /// The 40 columns of POLECAT.
    Polecat,
    /// The 26 columns of Phoenix.
    Phoenix,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 5] =
        [Self::Plenipo, Self::Icews, Self::Gdelt, Self::Polecat, Self::Phoenix];

    /// Columns of the layout. Where one row stands for several, our own layout ends with their number.
    pub fn columns<'d>(self, restatements: Restatements) -> Vec<Column<RelationRow<'d>>> {
        match self {
            Self::Plenipo => {
                let mut columns = relations::columns();
                if restatements == Restatements::Merge {
                    columns.push(cluster_size());
                }
                columns
            }
            Self::Icews => icews::columns(),
            Self::Gdelt => gdelt::columns(),
            Self::Polecat => polecat::columns(),
            Self::Phoenix => phoenix::columns(),
        }
    }

    /// Whether a row of this relation belongs into the layout.
    pub fn has(self, relation: &Relation) -> bool {
        self == Self::Plenipo || (relation.kind == RelationKind::Event && !relation.negated)
    }

    /// Whether the files of the layout begin with the names of the columns.
    pub const fn has_header(self) -> bool {
        !matches!(self, Self::Gdelt)
    }

    /// The format in which the files of the layout come.
    pub const fn default_format(self) -> TableFormat {
        match self {
            Self::Plenipo | Self::Phoenix => TableFormat::Csv,
            Self::Icews | Self::Gdelt | Self::Polecat => TableFormat::Tsv,
        }
    }
}

fn cluster_size<'d>() -> Column<RelationRow<'d>> {
    Column::new(
        "cluster_size",
        ColumnType::Number,
        "Number of rows in the cluster, of which this is the surest.",
        |_| Value::Count(1),
    )
}

#[cfg(test)]
mod tests;
