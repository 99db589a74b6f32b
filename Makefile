# make audit    audit the sample county into out/ (installs what is missing, builds optimised)
# make test     run all tests, optimised (installs what is missing)
# make soak     run the long forms: many more random worlds, and whole counties against their planted answers
# make fuzz     look for texts that break the language, and files that break their readers, SECONDS=60 each (with libFuzzer)
# make bench    time the whole audit beside DuckDB and Polars (takes half an hour, 8 GB of memory and 5 GB of disk)
# make bench-growth     time the whole audit of 20,000 to 55,000,000 payment lines (takes half an hour, 16 GB of memory and 13 GB of disk)
# make bench-extracts   time the readers of extracts beside DuckDB, Polars and calamine (takes minutes, and 2 GB of disk)
# make bench-feel   time the language, beside others of PyPI where they can be installed
# make sample   write samples/kent again
# make picture  draw the README's picture again from the sample's workbook
# make format   format the Swift files
# make lint     check that they are formatted
# make clean    remove what was built

# What the program needs from the system: Debian and Ubuntu packages. This is the only list.
SYSTEM_PACKAGES := pkg-config libexpat1-dev libxlsxwriter-dev zlib1g-dev
# What the tests open the workbooks with. Tests that want a program that is missing are skipped and say so.
TEST_PACKAGES := libreoffice-calc poppler-utils python3 python3-openpyxl

# One file that needs no Swift where it runs, and starts sooner. The toolchain's own linker says nothing of what is in its libraries.
BUILD := swift build -c release --static-swift-stdlib -Xswiftc -use-ld=lld
# Tests look into modules, so theirs is a build of its own; it is optimised because they read many rows.
TEST := swift test -c release --disable-xctest --scratch-path .build-tests -Xswiftc -enable-testing
SWIFT_FILES := Sources Tests Benchmarks Package.swift

.PHONY: audit test soak fuzz bench bench-growth bench-extracts bench-feel sample picture format lint clean
.PHONY: system-packages test-packages bench-programs
.DEFAULT_GOAL := audit

audit: system-packages
	$(BUILD) --product vouch
	.build/release/vouch audit --config samples/kent/audit.yaml --out out

test: system-packages test-packages
	$(TEST)

soak: system-packages test-packages
	VOUCH_SOAK=1 $(TEST)

# What is found is left in the folder as crash-…, oom-… or timeout-…, and stops make.
FUZZ := SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
FUZZ_FOR := -max_total_time=$(or $(SECONDS),60) -timeout=20 -rss_limit_mb=1024

fuzz: system-packages
	swift build -c release --package-path Tests/FeelFuzz
	swift build -c release --package-path Tests/ExtractsFuzz
	mkdir -p .build/fuzz/feel .build/fuzz/csv .build/fuzz/xlsx
	$(FUZZ) Tests/FeelFuzz/.build/release/feel-fuzz $(FUZZ_FOR) .build/fuzz/feel Tests/FeelTrials/Corpus
	$(FUZZ) Tests/ExtractsFuzz/.build/release/csv-fuzz $(FUZZ_FOR) .build/fuzz/csv Tests/ExtractsTrials/Corpus/csv
	$(FUZZ) Tests/ExtractsFuzz/.build/release/xlsx-fuzz $(FUZZ_FOR) .build/fuzz/xlsx \
	  Tests/ExtractsTrials/Corpus/xlsx Tests/SheetsTests/Corpus

bench-programs: system-packages
	$(BUILD) --product vouch
	$(BUILD) --product sample-world
	test -d .build/bench/audit || python3 -m venv .build/bench/audit
	.build/bench/audit/bin/pip install -q -r Benchmarks/audit/requirements.txt

bench: bench-programs
	.build/bench/audit/bin/python Benchmarks/audit/benchmark.py .build/bench $(or $(ROUNDS),3) $(WEEKS)

bench-growth: bench-programs
	.build/bench/audit/bin/python Benchmarks/audit/growth.py .build/bench $(or $(ROUNDS),3)

bench-extracts: system-packages
	swift build -c release --package-path Benchmarks/extracts
	test -d .build/bench/venv || python3 -m venv .build/bench/venv
	.build/bench/venv/bin/pip install -q -r Benchmarks/extracts/requirements.txt
	.build/bench/venv/bin/python Benchmarks/extracts/benchmark.py .build/bench

# The page is replaced only where everything went well.
bench-feel:
	swift build -c release --package-path Benchmarks/feel
	mkdir -p .build/bench
	python3 -m venv .build/bench/feel && .build/bench/feel/bin/pip install -q -r Benchmarks/feel/requirements.txt \
	  || echo "the other implementations cannot be installed: the language is timed alone" >&2
	Benchmarks/feel/.build/release/feel-benchmark .build/bench/feel/bin/python Benchmarks/feel/peer.py \
	  > .build/bench/feel.md
	mv .build/bench/feel.md Benchmarks/feel/RESULTS.md
	cat Benchmarks/feel/RESULTS.md

sample: system-packages
	$(BUILD) --product sample-world
	.build/release/sample-world --scale 0.05 --weeks 60 --seed 1 --as-at 2024-09-29 samples/kent

picture: audit test-packages
	soffice --headless --convert-to pdf --outdir out out/contracts/contracts.xlsx
	pdftoppm -png -r 100 -f 1 -l 1 -H 810 -W 910 -singlefile out/contracts.pdf docs/contracts-summary
	rm out/contracts.pdf

format:
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

lint:
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

clean:
	rm -rf .build .build-tests Benchmarks/*/.build out

# Installs packages; asks for rights only where it is not run with them.
define install
{ command -v apt-get > /dev/null || { echo "please install the equivalents of: $(1)" >&2; exit 1; }; \
  root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
  $$root apt-get update -q && \
  $$root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(1); }
endef

system-packages:
	@pkg-config --exists expat xlsxwriter zlib 2> /dev/null || $(call install,$(SYSTEM_PACKAGES))

test-packages:
	@{ command -v soffice && command -v pdftoppm && python3 -c 'import openpyxl'; } > /dev/null 2>&1 || \
	  $(call install,$(TEST_PACKAGES))
