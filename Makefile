# Finfault. `make` says what there is to do.
GO        ?= go
FUZZTIME  ?= 30s
# The current release of Go. What go.mod names is the one before it.
CURRENT   = go1.27.4
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0
NPM       ?= npm
REPORT    = $(GO) run ./host/bench/report
# Folders with a package of JavaScript, in the order in which they build.
PACKAGES  = wasm/js wasm/js/e2e examples/browser examples/node examples/edge
# Nested modules: heavy or foreign dependencies stay out of the root.
MODULES   = catalog/internal/schemacheck decoder/bench host/finotel host/finprom wasm/internal/size wasm/envoy/hosttest examples/envoy/schematest examples/go/retry host/overlay/schematest host/internal/release/sbom/schematest examples/beam
FUZZ      = catalog/overlay:FuzzLoad catalog:FuzzContains catalog:FuzzNormalizeCode catalog:FuzzJSONString \
            catalog:FuzzFingerprint catalog:FuzzBreakerKey \
            decoder:FuzzClassify decoder:FuzzSpelling decoder:FuzzDates decoder:FuzzHeaders \
            decoder/internal/envelope:FuzzEnvelope decoder/internal/lexer:FuzzScalar decoder/internal/lexer:FuzzSkip \
            wasm/internal/freeze:FuzzTake wasm/internal/freeze:FuzzForgetLines wasm/internal/straighten:FuzzModule \
            wasm/envoy/config:FuzzConfig wasm/envoy/filter:FuzzPieces host/overlay:FuzzParse host:FuzzEngine host:FuzzRecord host/httpclient:FuzzPeek host/internal/terminal:FuzzClean host/drift:FuzzPrivacy \
            host/records:FuzzParse host/records:FuzzBlocks host/records:FuzzInstant

.PHONY: help run test test-go test-js test-current check check-go check-js install-js release-check bench bench-readme bench-check bench-native bench-wasm bench-js bench-hostile bench-stream bench-envoy soak soak-js soak-envoy soak-stream fuzz generate profile wasm explorer screenshots build
help: ## say what there is to do
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' Makefile

build: ## build the command line into bin/
	$(GO) build -trimpath -o bin/finfault ./host/cmd/finfault

run: build ## classify a sample body of each provider, through the WebAssembly module
	@for sample in "basiq 403 read" "synapse 402 login" "truelayer 502 payment" "mx 200 job"; do \
		set -- $$sample; \
		printf '\n$$ finfault classify --engine wasm --provider %s --status %s --operation %s examples/bodies/%s.json\n\n' $$1 $$2 $$3 $$1; \
		bin/finfault classify --engine wasm --json=false --provider $$1 --status $$2 --operation $$3 examples/bodies/$$1.json || exit 1; \
	done

test: test-go test-js ## run all tests, those of the nested modules and of the JavaScript packages too

test-go: ## run the tests in Go
	$(GO) test ./...
	$(GO) test -tags jlexer ./decoder/internal/envelope
	$(GO) test -race -run 'TestHammer|TestReloadUnderLoad' ./host
	@# The example compiles the module, which takes long under -race.
	$(GO) test -race -skip ExampleClassifierFunc ./host/stream ./host/httpclient ./host/internal/sweep
	@for m in $(MODULES); do echo "$(GO) test ./... ($$m)"; (cd $$m && $(GO) test -count=1 ./...) || exit 1; done

test-js: install-js ## run the tests in JavaScript, in browsers too; without one they say what was left out
	@for p in $(PACKAGES); do echo "$(NPM) test ($$p)"; (cd $$p && $(NPM) test --silent) || exit 1; done

test-current: ## run the tests of what Go programs use on the current release of Go, which is fetched
	GOTOOLCHAIN=$(CURRENT) $(GO) test ./catalog/... ./decoder/... ./wasm ./wasm/abi ./host/...

# Dependencies are installed where the lock file has changed since.
install-js:
	@for p in $(PACKAGES); do \
		cmp -s $$p/package-lock.json $$p/node_modules/.finfault-lock && continue; \
		echo "$(NPM) ci ($$p)"; \
		(cd $$p && $(NPM) ci --silent --no-audit --no-fund --ignore-scripts && cp package-lock.json node_modules/.finfault-lock) || exit 1; \
	done
	@cd wasm/js && $(NPM) run --silent build

wasm: ## build the WebAssembly modules anew
	$(GO) run ./wasm/internal/build

profile: ## measure anew which calls are hot: the compiler inlines them into finfault.wasm (then make wasm)
	$(GO) test -c -trimpath -o bin/decoder.test ./decoder
	cd decoder && ../bin/decoder.test -test.run '^$$' -test.bench BenchmarkClassify -test.benchtime 600ms -test.cpuprofile ../bin/cpu.pprof
	@# Paths of this machine are blotted out, in as many bytes as they have.
	gunzip -c bin/cpu.pprof | LC_ALL=C sed "s|$(CURDIR)/bin|$$(printf %s '$(CURDIR)/bin' | tr -c '' .)|g" | gzip -n > wasm/core/default.pgo

explorer: install-js ## build the page that finfault serve serves
	@cd examples/browser && $(NPM) run --silent build

screenshots: install-js ## take the pictures of the explorer that the README shows
	@cd examples/browser && $(NPM) run --silent screenshots

check: check-go check-js ## format, vet, staticcheck, tidy, generated files, WebAssembly modules, the explorer, layout
	@.ci/check-layout

check-go:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted (run gofmt -w):"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./... && $(GO) vet -tags jlexer ./decoder/internal/envelope ./decoder/internal/lexer && $(GO) vet -tags bootstrap ./catalog
	GOBIN=$(CURDIR)/bin $(GO) install $(STATICCHECK)
	bin/staticcheck $$($(GO) list ./... | grep -v '/wasm/core$$')
	@# What the reactors export is used by their hosts, of which staticcheck does not know.
	GOOS=wasip1 GOARCH=wasm $(GO) vet ./wasm/core ./wasm/command ./wasm/envoy
	GOOS=wasip1 GOARCH=wasm bin/staticcheck -checks inherit,-U1000 ./wasm/core ./wasm/command ./wasm/envoy
	$(GO) mod tidy -diff
	@for m in $(MODULES); do echo "vet and tidy $$m"; (cd $$m && $(GO) vet ./... && $(GO) mod tidy -diff) || exit 1; done
	@.ci/check-fuzz $(FUZZ)
	@.ci/check-generated
	$(GO) run ./wasm/internal/build -check

check-js: install-js
	@.ci/check-explorer

release-check: install-js ## build everything that is published into dist/, then install and run it from empty folders
	$(GO) run ./wasm/internal/build -check
	$(GO) run ./host/internal/release

bench: install-js ## measure all there is against its peers, ten minutes at most; one report, also in bin/bench.md; ✗ marks a missed target
	@mkdir -p bin && $(REPORT) -o bin/bench.md

bench-readme: ## put the tables of bin/bench.md, as make bench wrote it, into the READMEs
	$(REPORT) -from bin/bench.md -into README.md,wasm/envoy/README.md

bench-check: ## the part of the JSON libraries; fails and names the rows that miss a target
	cd decoder/bench && $(GO) run . -rounds 150 -check

bench-native: ## that part of the report which compares with JSON libraries
	@$(REPORT) native

bench-wasm: ## that of the WebAssembly module and the native decoder: calls, goroutines, starts
	@$(REPORT) wasm

bench-hostile: ## what a byte of bodies built to hurt costs, at 1 KB, 64 KB and 1 MB, and whether that is flat
	$(GO) test ./decoder -run '^$$' -bench BenchmarkHostile -benchtime 50ms

bench-js: install-js ## that of JSON.parse and hand-written rules in JavaScript; starts in browsers
	@$(REPORT) js browsers

bench-envoy: ## that of the Envoy filter and an empty one, in the SDK's host and by itself
	@$(REPORT) envoy

bench-stream: ## that of finfault stream, in records per second
	@$(REPORT) stream

soak-stream: ## a gigabyte of records through finfault stream: rate, memory, order, count, SIGINT half-way
	$(GO) test ./host/cmd/finfault -run '^TestStream' -count=1 -v -timeout 30m -stream-size 1000000000

soak: ## five million calls to the WebAssembly module, hostile bodies too; its memory must stay flat
	$(GO) test ./host -run '^TestMemoryStaysFlat$$' -count=1 -v -timeout 60m -soak 5000000

soak-js: install-js ## a million calls in Node, hostile bodies too; the memory must stay flat
	@cd wasm/js && $(NPM) run --silent soak

soak-envoy: ## a million responses through the Envoy filter; its memory must stay flat
	@cd wasm/envoy/hosttest && $(GO) test -count=1 -v -run TestMemoryStaysFlat -timeout 60m -responses 1000000

fuzz: ## run each fuzz target for FUZZTIME (30s)
	@for t in $(FUZZ); do echo "$$t"; $(GO) test ./$${t%%:*} -run '^$$' -fuzz "^$${t##*:}$$" -fuzztime $(FUZZTIME) || exit 1; done

generate: ## write the generated files anew
	$(GO) generate ./catalog ./catalog/words ./decoder/internal/envelope ./wasm/abi ./wasm/envoy/config ./host/overlay
	cd decoder/bench && $(GO) generate ./...
	$(GO) run ./host/internal/release notices
