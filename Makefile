# Cove CRM. `make run` and `make test` are all a fresh machine needs (Debian with rustup, node and apt);
# what is missing is set up in pinned versions, what is there is left alone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.ONESHELL:
.DEFAULT_GOAL := help

PORT ?= 8080
THREADS ?= 1
WASM := wasm32-unknown-unknown
TRUNK_VERSION := 0.21.14
SPLIT_VERSION := 0.2.4
GECKO_VERSION := 0.37.1
LIGHTHOUSE_VERSION := 13.5.0
BINDGEN_VERSION := $(shell sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
# Trunk takes NO_COLOR=1, which many shells set, for a wrong argument.
unexport NO_COLOR

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600
# An installer is compiled once and runs for seconds: building it fast beats building it well.
LIGHT := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16

NODE_MODULES := tests/node_modules/.package-lock.json
# Control flow is built anew from what is flat: 0.7 % less to load. Features are explicit: a stripped module does not say
# what it uses, and --all-features writes what browsers refuse.
WASM_OPT := tests/node_modules/.bin/wasm-opt --flatten --rereloop -Oz -Oz --strip-debug --strip-producers \
  --enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int \
  --enable-reference-types --enable-multivalue --enable-sign-ext --enable-mutable-globals
SOURCES := $(shell find src style public -type f) Cargo.toml Cargo.lock Trunk.toml $(NODE_MODULES)

.PHONY: help run test check dist archive e2e smoke web fmt clippy native long audit pictures bench lighthouse setup setup-rust setup-tests setup-office clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

run: dist ## build the release and serve it on localhost (PORT=8080)
	@cargo run -q --bin dist -- serve dist --port $(PORT)

test: setup fmt clippy native web dist e2e smoke ## set up and run every test

check: setup-rust fmt clippy native ## the quick loop: format, clippy, native tests

dist: setup dist/_headers ## leave the release in dist/

archive: dist ## the release as one file, with checksums and a list of what it is made of, in target/archive
	@rm -rf target/archive; mkdir -p target/archive
	tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C dist -c . | gzip -9n > target/archive/cove-crm.tar.gz
	cargo metadata --format-version 1 --locked --filter-platform $(WASM) | cargo run -q --bin dist -- sbom > target/archive/sbom.cdx.json
	cd target/archive; sha256sum cove-crm.tar.gz sbom.cdx.json > SHA256SUMS; cat SHA256SUMS

dist/_headers: $(SOURCES)
	@trunk build --release
	# The page's wasm once more, cut into its parts (src/ui/lazy.rs).
	rm -rf target/parts
	wasm-split-cli target/$(WASM)/release/cove.wasm target/parts --target web --out-name cove
	wasm-bindgen --target web --keep-lld-exports --no-typescript --out-dir dist --out-name cove target/parts/cove.wasm
	cp target/parts/__wasm_split.js target/parts/chunk_*.wasm target/parts/split_*.wasm dist
	# It does not know one kind of name that the parts carry, and removes all names anyway.
	for wasm in dist/*.wasm; do $(WASM_OPT) $$wasm -o $$wasm 2> >(grep -v 'unknown name subsection' >&2); done
	cargo run -q --bin dist -- finish dist

fmt:
	@cargo fmt --check

clippy: $(NODE_MODULES)
	@cargo clippy -q --all-targets -- -D warnings
	# Not among all targets, because plain `cargo test` does not run it.
	cargo clippy -q --test e2e -- -D warnings
	cargo clippy -q --target $(WASM) --lib --bin cove --bin worker --test web --test bench -- -D warnings

native: ## tests that need no browser
	@cargo test -q --no-fail-fast

web: setup-tests ## tests of the browser's edges, in headless Chromium
	@CHROMEDRIVER="$$(command -v chromedriver)" cargo test --no-default-features --target $(WASM) --test web

e2e: setup-tests dist ## stories in a real browser, on the release build (ENGINE=firefox or webkit: in that)
	@cargo test -q --test e2e -- --test-threads=$(THREADS)

smoke: setup-tests dist ## what every engine shows in every run, in the other two
	@for engine in firefox webkit; do
	  echo "$$engine:"
	  ENGINE=$$engine cargo test -q --test e2e -- --test-threads=$(THREADS) smoke:: harness:: start::
	done

long: setup-tests setup-office dist ## what is too long for every change: every ignored test, a million histories
	@PROPTEST_CASES=20000 COVE_ACTS=4 cargo test --no-fail-fast -- --include-ignored
	PROPTEST_CASES=112000 cargo test --config 'profile.dev.package.cove.opt-level=2' --test ledger properties
	COVE_KILLS=200 cargo test --test e2e -- --nocapture kill
	for round in 1 2 3; do cargo test -q --test e2e -- --test-threads=$(THREADS); done
	for engine in firefox webkit; do ENGINE=$$engine cargo test -q --test e2e -- --test-threads=$(THREADS); done

audit: setup-tests setup-office dist ## accessibility on the whole matrix; tables in LibreOffice; licences and sources of dependencies
	@cargo test --test e2e -- --ignored --test-threads=$(THREADS) audit_of
	cargo test --test rules -- --ignored an_office_program
	if cargo deny --version >/dev/null 2>&1; then cargo deny --config .cargo/deny.toml check bans licenses sources;
	else echo "cargo install --locked cargo-deny, then again: dependencies were not checked"; exit 1; fi

pictures: setup-tests dist ## every route in both languages, themes and widths, into pictures/
	@cargo test -q --test e2e -- --ignored --test-threads=$(THREADS) pictures_of

bench: setup-tests ## a table of medians: saving, starting, files; beside rows in IndexedDB and Dexie (ROW=save: one)
	@measure() { CHROMEDRIVER="$$(command -v chromedriver)" WASM_BINDGEN_TEST_TIMEOUT=1800 cargo test --profile $$1 \
	  --no-default-features --target $(WASM) --test bench -- --nocapture $$2::$(ROW) | sed -n 's/^ *|/|/p'; }
	# Each as it ships.
	measure release page
	measure worker worker

lighthouse: setup-tests dist ## what Lighthouse says of the release, on a desktop and a phone
	@CHROME_PATH="$$(command -v chromium)" node tests/bench/lighthouse.mjs $(LIGHTHOUSE_VERSION) dist

clean: ## remove what was built
	@rm -rf dist pictures target

# ── Setup ────────────────────────────────────────────────────────────────────────────────────────────

setup: setup-rust $(NODE_MODULES)
	@trunk --version 2>/dev/null | grep -q ' $(TRUNK_VERSION)$$' ||
	  $(LIGHT) cargo install -q --locked --force trunk@$(TRUNK_VERSION) --no-default-features --features rustls
	cargo install --list | grep -q '^wasm_split_cli_support v$(SPLIT_VERSION):' ||
	  $(LIGHT) cargo install -q --locked --force wasm_split_cli_support@$(SPLIT_VERSION) --features build-binary
	wasm-bindgen --version 2>/dev/null | grep -q ' $(BINDGEN_VERSION)$$' &&
	  command -v wasm-bindgen-test-runner >/dev/null ||
	  $(LIGHT) cargo install -q --force wasm-bindgen-cli@$(BINDGEN_VERSION)

setup-rust:
	@command -v cc >/dev/null || { $(APT) update -qq && $(APT) install -qqy --no-install-recommends gcc libc6-dev; }
	rustup target list --installed | grep -q '^$(WASM)$$' || rustup target add $(WASM)
	rustup component list --installed | grep -q '^clippy' || rustup component add clippy rustfmt

setup-tests: setup
	@missing=()
	command -v chromium >/dev/null || missing+=(chromium)
	command -v chromedriver >/dev/null || missing+=(chromium-driver)
	command -v firefox-esr >/dev/null || missing+=(firefox-esr)
	command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
	command -v Xvfb >/dev/null || missing+=(xvfb)
	[ -x /usr/sbin/nginx ] || missing+=(nginx-light)
	command -v caddy >/dev/null || missing+=(caddy)
	dpkg -s fonts-noto-cjk >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
	if (( $${#missing[@]} )); then $(APT) update -qq; $(APT) install -qqy --no-install-recommends "$${missing[@]}"; fi
	geckodriver --version 2>/dev/null | grep -q '^geckodriver $(GECKO_VERSION)' ||
	  $(LIGHT) cargo install -q --locked --force geckodriver@$(GECKO_VERSION)

setup-office:
	@command -v soffice >/dev/null || { $(APT) update -qq; $(APT) install -qqy --no-install-recommends libreoffice-calc; }

$(NODE_MODULES): tests/package.json tests/package-lock.json
	@npm ci --prefix tests --no-audit --no-fund
	# The runner of browser tests serves only .js as a module.
	cp tests/node_modules/dexie/dist/dexie.mjs tests/node_modules/dexie/dist/dexie.module.js
	touch $@
