# The commands of the project. Each does what it needs first; done work is skipped.
.PHONY: run test check bench fuzz dev site release toolchain clean

SHELL := /bin/bash
env := . target/toolchain.env &&

run: site ## builds, loads the demo district into an empty database, serves
	@$(env) cargo build -q -p server && exec .ci/run-demo

site: toolchain
	@.ci/site

toolchain:
	@.ci/toolchain

test: ## every test; the last line sums all suites
	@.ci/toolchain test && .ci/test

check: site ## format, lints, documentation, structure
	@$(env) cargo fmt --all --check
	@$(env) cargo clippy -q --workspace --all-targets -- -D warnings
	@$(env) RUSTDOCFLAGS="-D warnings" cargo doc -q --workspace --no-deps

release: site ## one file with assets, fonts and migrations inside: target/release/camket
	@touch server/src/assets.rs
	@$(env) cargo build --release -p server

bench: site ## measures a release build; figures go to app/docs/PERFORMANCE.md by hand
	@touch server/src/assets.rs && $(env) .ci/bench

fuzz: toolchain ## changes signed files, containers and certificates for FUZZ seconds (60) and judges them
	@$(env) cargo run -q --release -p signatures --example fuzz -- $(or $(FUZZ),60)

dev: site ## rebuilds and restarts on change
	@.ci/dev

clean:
	cargo clean
