//! What a person sees of a walk: phases, statements, gates and verdicts, as the ledger gets them.

use std::io::IsTerminal;

use crate::governance::{Entry, Event, Flow, Judgement, Outcome};
use crate::release::Display;
use crate::ui::{OutputTerminal, Printer};

use super::plain_text::plain;

/// The columns of a line where nothing tells them.
const USUAL_WIDTH: usize = 100;

/// The columns before the sentence of a gate.
const MARGIN: usize = 40;

/// Lines on standard output.
pub(super) struct TerminalDisplay {
    printer: Printer,
    width: usize,
    colour: Colour,
    /// The step whose statements are being executed, and how many there were.
    step: Option<(String, usize)>,
}

/// Whether verdicts are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    /// With the terminal's colours.
    Shown,
    /// Plain.
    Left,
}

impl Colour {
    /// Colours on a terminal, unless `NO_COLOR` is set.
    pub(super) fn of(environment: &crate::config::Environment) -> Self {
        let wanted = environment.get("NO_COLOR").is_none_or(str::is_empty);
        if wanted && std::io::stdout().is_terminal() {
            Self::Shown
        } else {
            Self::Left
        }
    }

    /// A word in bold and in a colour of the terminal, by its number.
    pub(super) fn paint(self, word: &str, number: u8) -> String {
        match self {
            Self::Shown => format!("\u{1b}[1;{number}m{word}\u{1b}[0m"),
            Self::Left => word.to_owned(),
        }
    }
}

/// Green, red, yellow, and the default in bold.
pub(super) const GREEN: u8 = 32;
pub(super) const RED: u8 = 31;
const YELLOW: u8 = 33;
const PLAIN: u8 = 39;

impl TerminalDisplay {
    /// A display on `printer`.
    pub(super) fn new(printer: Printer, colour: Colour) -> Self {
        let columns = OutputTerminal::of_process().and_then(|terminal| terminal.columns);
        Self {
            printer,
            width: columns.unwrap_or(USUAL_WIDTH).max(MARGIN * 2),
            colour,
            step: None,
        }
    }

    /// Counts a statement; a step is told when the next one begins.
    fn executed(&mut self, step: &str) {
        match &mut self.step {
            Some((current, statements)) if current == step => *statements += 1,
            Some(_) | None => {
                self.end_step();
                self.step = Some((step.to_owned(), 1));
            }
        }
    }

    fn end_step(&mut self) {
        if let Some((step, statements)) = self.step.take() {
            let word = if statements == 1 {
                "statement"
            } else {
                "statements"
            };
            self.printer
                .line(&format!("        {}: {statements} {word}", plain(&step)));
        }
    }

    fn judged(&self, judgement: &Judgement) {
        let (word, number) = match judgement.outcome {
            Outcome::Passed => ("pass", GREEN),
            Outcome::Skipped => ("skip", YELLOW),
            Outcome::Failed { .. } => ("FAIL", RED),
        };
        let word = self.colour.paint(word, number);
        let head = format!("  {word}  {:<30}  ", judgement.gate);
        let mut lines = judgement.detail.lines();
        let first = lines.next().unwrap_or_default();
        match judgement.outcome {
            Outcome::Passed | Outcome::Skipped => {
                self.printer
                    .line(&format!("{head}{}", shortened(first, self.width - MARGIN)));
            }
            Outcome::Failed { root_cause, .. } => {
                self.printer.line(&format!("{head}{}", plain(first)));
                let margin = " ".repeat(MARGIN);
                for line in lines {
                    self.printer.line(&format!("{margin}{}", plain(line)));
                }
                self.printer
                    .line(&format!("{margin}root cause: {root_cause}"));
                for (name, value) in &judgement.facts {
                    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                    let fact = format!("{name}: {value}");
                    self.printer.line(&format!(
                        "{margin}{}",
                        shortened(&fact, self.width - MARGIN)
                    ));
                }
                if let Some(evidence) = &judgement.evidence {
                    self.printer.line(&format!("{margin}evidence: {evidence}"));
                }
            }
        }
    }
}

impl Display for TerminalDisplay {
    fn entry(&mut self, flow: Flow, entry: &Entry) {
        match &entry.event {
            Event::Opened(opening) => {
                let walk = match flow {
                    Flow::Rehearsal => "rehearsal",
                    Flow::Cutover => "cutover",
                    Flow::Rollback => "rollback",
                };
                self.printer.line(&format!(
                    "{} of {} on \"{}\", {}",
                    self.colour.paint(walk, PLAIN),
                    plain(&opening.release),
                    plain(&opening.target.database),
                    plain(&opening.target.server),
                ));
                self.printer.line(&format!("plan {}", opening.plan));
            }
            Event::PhaseBegun { phase } => {
                self.printer.line("");
                self.printer
                    .line(&self.colour.paint(phase.title(flow), PLAIN));
            }
            Event::Judged(judgement) => {
                self.end_step();
                self.judged(judgement);
            }
            Event::Executed(executed) => self.executed(&executed.step),
            Event::Halted { phase, gate, .. } => {
                let word = self.colour.paint("STOP", RED);
                self.printer.line(&format!(
                    "  {word}  {gate} in {phase}: nothing further is changed"
                ));
            }
            Event::Recorded(_) | Event::PhaseEnded { .. } | Event::Closed => {}
        }
        self.printer.flush();
    }

    fn progress(&mut self, words: &str) {
        self.printer.line(&format!("        {} …", plain(words)));
        self.printer.flush();
    }
}

/// The first line of a text, with nothing in it that a terminal obeys, as far as there is room.
fn shortened(text: &str, width: usize) -> String {
    let text = plain(text);
    if text.chars().count() <= width {
        return text;
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_sentence_of_others_is_one_line_without_commands_to_the_terminal() {
        assert_eq!(shortened("a\u{1b}[31mb", 10), "a\u{fffd}[31mb");
        assert_eq!(shortened("einundzwanzig", 5), "einu…");
    }
}
