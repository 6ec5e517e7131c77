//! LIMIT, OFFSET and FETCH FIRST.

use crate::schema::statement::Clauses;

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;

impl ExpressionCompiler<'_> {
    /// The clauses that limit rows, with the line breaks SQLAlchemy puts in front of them.
    pub(super) fn row_limits(self, clauses: &Clauses) -> Result<String, DdlError> {
        let mut text = String::new();
        if let Some(fetch) = &clauses.fetch {
            if let Some(offset) = &clauses.offset {
                // A value without parentheses is not accepted everywhere in these clauses.
                text = format!("\n OFFSET ({}) ROWS", self.process(offset)?);
            }
            let percent = if fetch.percent { " PERCENT" } else { "" };
            let ties = if fetch.with_ties { "WITH TIES" } else { "ONLY" };
            let count = self.process(&fetch.count)?;
            text.push_str(&format!("\n FETCH FIRST ({count}){percent} ROWS {ties}"));
            return Ok(text);
        }
        if let Some(limit) = &clauses.limit {
            text.extend([" \n LIMIT ", &self.process(limit)?]);
        }
        if let Some(offset) = &clauses.offset {
            if clauses.limit.is_none() {
                text.push_str("\n LIMIT ALL");
            }
            text.extend([" OFFSET ", &self.process(offset)?]);
        }
        Ok(text)
    }
}
