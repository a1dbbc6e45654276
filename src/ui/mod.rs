//! The page: what a person sees and touches. Compiled for wasm32 only.
