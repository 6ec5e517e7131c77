//! Measures, colours and fonts of the SVG.

/// Height of a row in pixels.
pub(super) const ROW: usize = 24;
/// Distance between two columns in pixels.
pub(super) const LANE: usize = 16;
/// Distance from the left edge to the first column, and from text to the right edge.
pub(super) const EDGE: usize = 24;
/// Radius of a revision in pixels.
pub(super) const RADIUS: usize = 5;

/// The style sheet; `.k0` to `.k7` are the colours of lanes.
///
/// It uses no custom properties, so that viewers which know little of CSS show the light colours.
pub(super) const SHEET: &str = r#"
svg{background:#ffffff}
.bg{fill:#ffffff}
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#1f2328;white-space:pre}
.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
.day,.soft{fill:#66707b}
.day{font-size:12px;font-variant-numeric:tabular-nums}
.late .id,.late .t{fill:#66707b}
.big{font-size:18px;font-weight:600}
.hit{fill:#0969da;fill-opacity:0}
.r:hover .hit{fill-opacity:.07}
.s{fill:none;stroke-width:2;stroke-linecap:round}
.dep{stroke-dasharray:.1 5;stroke-width:2.4}
.n{stroke:#ffffff;stroke-width:1}
.halo{fill:none;stroke-width:1.5}
.hole{fill:#ffffff;stroke-width:2}
.pill rect{fill:#ddf4ff;stroke:#9fcdf5}
.pill text{font-size:11px;fill:#0550ae;text-anchor:middle}
.head rect{fill:#dafbe1;stroke:#8fd6a3}
.head text{fill:#116329}
.now rect{fill:#1a7f37;stroke:#1a7f37}
.now text{fill:#ffffff;font-weight:600}
.k0{stroke:#2f6feb}.k1{stroke:#c27803}.k2{stroke:#1a8754}.k3{stroke:#c2298a}.k4{stroke:#0e8a9c}.k5{stroke:#d1383d}.k6{stroke:#7c4dff}.k7{stroke:#6b8e00}
.f0{fill:#2f6feb}.f1{fill:#c27803}.f2{fill:#1a8754}.f3{fill:#c2298a}.f4{fill:#0e8a9c}.f5{fill:#d1383d}.f6{fill:#7c4dff}.f7{fill:#6b8e00}
@media (prefers-color-scheme:dark){
svg{background:#0d1117}
.bg{fill:#0d1117}
text{fill:#e6edf3}
.day,.soft,.late .id,.late .t{fill:#9198a1}
.hit{fill:#58a6ff}
.r:hover .hit{fill-opacity:.12}
.n{stroke:#0d1117}
.hole{fill:#0d1117}
.pill rect{fill:#0c2d6b;stroke:#1f6feb}
.pill text{fill:#a5d6ff}
.head rect{fill:#033a16;stroke:#238636}
.head text{fill:#7ee787}
.now rect{fill:#2ea043;stroke:#2ea043}
.now text{fill:#ffffff}
.k0{stroke:#6ea8fe}.k1{stroke:#e3b341}.k2{stroke:#56d364}.k3{stroke:#f778ba}.k4{stroke:#39c5cf}.k5{stroke:#ff7b72}.k6{stroke:#b392f0}.k7{stroke:#b5ce4c}
.f0{fill:#6ea8fe}.f1{fill:#e3b341}.f2{fill:#56d364}.f3{fill:#f778ba}.f4{fill:#39c5cf}.f5{fill:#ff7b72}.f6{fill:#b392f0}.f7{fill:#b5ce4c}
}
"#;
