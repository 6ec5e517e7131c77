//! The revision graph as a picture: text, Mermaid, DOT and SVG.
