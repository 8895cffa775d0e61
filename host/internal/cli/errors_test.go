package cli

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/finfault/finfault/wasm/requestflags/misuse"
	"github.com/stretchr/testify/assert"
)

// misuses are wrong command lines, each with the one line that it is told.
var misuses = []wrong{
	{args: "explain --provider foo", message: `--provider: "foo" is none of basiq, synapse, truelayer, mx, unknown`, see: "explain"},
	{args: "classify --engine v8", message: `--engine: "v8" is none of native, wasm`, see: "classify"},
	{args: "classify --engine", message: `--engine: a value is missing: native, wasm`, see: "classify"},
	{args: "explain a b c", message: `explain takes one FILE, not 3`, see: "explain"},
	{args: "weather", message: `there is no command "weather"`, see: ""},
	{args: "serv", message: `there is no command "serv"; did you mean serve?`, see: ""},
	{args: "clasify", message: `there is no command "clasify"; did you mean classify?`, see: ""},
	{args: "--nope", message: `there is no flag "--nope"`, see: ""},
	{args: "help clasify", message: `there is no command "clasify"`, see: "help"},
	{args: "help catalog lst", message: `there is no command of this name`, see: "help"},
	{args: "catalog lst", message: `there is no command "lst"; did you mean list?`, see: "catalog"},
	{args: "catalog list extra", message: `list takes no arguments`, see: "catalog list"},
	{args: "catalog list --status 42", message: `--status: "42" is no HTTP status: 100 to 999, or 0 for no answer`, see: "catalog list"},
	{args: "catalog list --operation unknown-one", message: `--operation: "unknown-one" is none of token, login, sync, verify, mfa, read, write, payment, job, sso`, see: "catalog list"},
	{args: "catalog list --category weather", message: `--category: "weather" is none of unclassified, invalid_request, not_found, conflict, user_input_invalid, unsupported, app_credentials_invalid, token_expired, permission_denied, rate_limited, user_credentials_invalid, mfa_required, consent_required, user_action_required, no_eligible_account, institution_unavailable, institution_timeout, institution_rate_limited, aggregator_unavailable, aggregator_timeout, aggregator_internal, operation_failed, none`, see: "catalog list"},
	{args: "catalog list --namespace grpc", message: `--namespace: "grpc" is none of http, status, message, job, failure, connection, member, gateway`, see: "catalog list"},
	{args: "catalog list --code", message: `--code: a value is missing`, see: "catalog list"},
	{args: "catalog show", message: `show takes one ROW, such as basiq-9`, see: "catalog show"},
	{args: "catalog show 1 2", message: `show takes one ROW, such as basiq-9`, see: "catalog show"},
	{args: "catalog show mx-9", message: `there is no row "mx-9"; did you mean basiq-9?`, see: "catalog show"},
	{args: "catalog show basq-54", message: `there is no row "basq-54"; did you mean synapse-54?`, see: "catalog show"},
	{args: "catalog show BASIQ.ACCESS-DENIED.DISABLED-OR-EXPIRED", message: `there is no row "basiq.access-denied.disabled-or-expired"; did you mean basiq-9?`, see: "catalog show"},
	{args: "drift --rows json", message: `--rows: "json" is none of overlay, catalog`, see: "drift"},
	{args: "drift --bad answer", message: `--bad: "answer" is none of skip, fatal`, see: "drift"},
	{args: "drift --rows overlay --json", message: `--rows and --json do not go together: rules are YAML, rows are JSON as they are`, see: "drift"},
	{args: "drift nowhere.ndjson", message: `cannot read "nowhere.ndjson": no such file or directory`, see: "drift"},
	{args: "drift --overlay nowhere.yaml", message: `cannot read "nowhere.yaml": no such file or directory`, see: "drift"},
	{args: "drift --overlay testdata/records/../bodies", message: `cannot read "testdata/records/../bodies": is a directory`, see: "drift"},
	{args: "backtest", message: `both sides are the same: give --after-overlay, --after-module, --before-overlay or --before-module`, see: "backtest"},
	{args: "backtest --after-module nowhere.wasm", message: `cannot read "nowhere.wasm": no such file or directory`, see: "backtest"},
	{args: "backtest --after-overlay", message: `--after-overlay: a value is missing`, see: "backtest"},
	{args: "catalog export", message: `--format: a value is missing: json, csv, markdown`, see: "catalog export"},
	{args: "catalog export --format xml", message: `--format: "xml" is none of json, csv, markdown`, see: "catalog export"},
	{args: "catalog export --format json extra", message: `export takes no arguments`, see: "catalog export"},
	{args: "overlay lst", message: `there is no command "lst"`, see: "overlay"},
	{args: "overlay check", message: `check takes a FILE of rules, or several`, see: "overlay check"},
	{args: "overlay compile", message: `compile takes one FILE of rules`, see: "overlay compile"},
	{args: "overlay compile a b", message: `compile takes one FILE of rules`, see: "overlay compile"},
	{args: "overlay show", message: `show takes one FILE of rules`, see: "overlay show"},
	{args: "overlay show --yaml --json testdata/rules/rules.yaml", message: `--yaml and --json exclude each other`, see: "overlay show"},
	{args: "overlay show testdata/rules/missing.yaml", message: `cannot read "testdata/rules/missing.yaml": no such file or directory`, see: "overlay show"},
	{args: "overlay schema extra", message: `schema takes no arguments`, see: "overlay schema"},
	{args: "classify --overlay", message: `--overlay: a value is missing`, see: "classify"},
	{args: "classify --overlay -", message: `rules come from a file: standard input is for what is classified`, see: "classify"},
	{args: "serve extra", message: `serve takes no arguments`, see: "serve"},
	{args: "serve --address", message: `--address: a value is missing: ` + addressForm, see: "serve"},
	{args: "serve --address 8017", message: `--address: the value is not of the form ` + addressForm, see: "serve"},
	{args: "serve --address :8017", message: `--address: the value is not of the form ` + addressForm, see: "serve"},
	{args: "serve --address ::1:8017", message: `--address: the value is not of the form ` + addressForm, see: "serve"},
	{args: "serve --address 127.0.0.1:65536", message: `--address: the value is not of the form ` + addressForm, see: "serve"},
	{args: "serve --address 127.0.0.1:http", message: `--address: the value is not of the form ` + addressForm, see: "serve"},
	{args: "serve --address example.com:80", message: `--address: the value is not of the form ` + addressForm, see: "serve"},
	{args: "version extra", message: `version takes no arguments`, see: "version"},
	{args: "completion tcsh", message: `there is no command "tcsh"; did you mean bash or zsh or fish?`, see: "completion"},
	{args: "completion bash extra", message: `bash takes no arguments`, see: "completion bash"},
}

const addressForm = `HOST:PORT, such as 127.0.0.1:8017: an IP address or localhost, and a port from 0 to 65535`

// wrong is a wrong command line. What it is told ends with where to look.
type wrong struct {
	args    string
	more    []string
	message string
	see     string
}

// allMisuses are misuses and those of the flags that every surface shares.
func allMisuses() []wrong {
	all := slices.Clone(misuses)
	for _, c := range misuse.Cases {
		all = append(all, wrong{args: "classify", more: c.Args, message: c.Message, see: "classify"})
	}
	return all
}

func TestMisuse(t *testing.T) {
	for _, m := range allMisuses() {
		t.Run(strings.Join(append([]string{m.args}, m.more...), " "), func(t *testing.T) {
			got := call{args: m.args, more: m.more}.run()
			command := strings.TrimSpace("finfault " + m.see)
			assert.Equal(t, result{"", "finfault: " + m.message + "\nsee " + command + " --help\n", exitUsage}, got)
		})
	}
}

// TestNoBodyOnATerminal: nobody is left waiting for a program that waits for
// them.
func TestNoBodyOnATerminal(t *testing.T) {
	for _, command := range []string{"classify", "explain"} {
		got := call{args: command, terminal: true, in: iotest.ErrReader(errors.New("must not be read"))}.run()
		assert.Equal(t, exitUsage, got.code)
		assert.Equal(t, "finfault: no body: name a FILE, pipe the body in, or give - to type it\nsee finfault "+command+" --help\n", got.err)
	}
	typed := call{args: "classify -", terminal: true, in: strings.NewReader("typed in")}.run()
	assert.Zero(t, typed.code, "a dash asks for it")
}

func TestUnreadableInput(t *testing.T) {
	got := call{args: "classify", in: iotest.ErrReader(syscall.EIO)}.run()
	assert.Equal(t, result{"", "finfault: cannot read standard input: input/output error\nsee finfault classify --help\n", exitUsage}, got)
}

// TestUnknownRow names the rows that there are where none is near.
func TestUnknownRow(t *testing.T) {
	got := call{args: "catalog show 9999"}.run()
	assert.Equal(t, exitUsage, got.code)
	assert.Regexp(t, `^finfault: there is no row "9999"; there are basiq-1 to \d+, .*synapse-54 to 87, .*http-601 to \d+\n`, got.err)
}

// broken is an output that cannot be written to.
type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

var commands = []string{"drift", "drift --json=false", "drift --rows overlay", "drift --rows catalog",
	"backtest --after-overlay testdata/rules/after.yaml", "classify", "classify --json=false", "explain", "explain --json=false", "catalog list", "catalog list --json",
	"catalog list --contradictions", "catalog show 9", "catalog show 9 --json", "catalog export --format csv", "overlay check testdata/rules/rules.yaml", "overlay compile testdata/rules/rules.yaml -o -",
	"overlay show testdata/rules/rules.yaml", "overlay show --yaml testdata/rules/rules.yaml", "overlay schema", "serve --address 127.0.0.1:0", "version",
	"version --json", "--version", "--help", "help classify", "completion bash", "completion zsh", "completion fish", "completion powershell"}

func TestOutputErrors(t *testing.T) {
	for _, args := range commands {
		t.Run(args, func(t *testing.T) {
			var message strings.Builder
			assert.Equal(t, exitOutput, call{args: args}.to(broken{syscall.ENOSPC}, &message))
			assert.Equal(t, "finfault: cannot write standard output: no space left on device\n", message.String())
		})
	}
}

// TestClosedPipe: a reader who has seen enough needs no message.
func TestClosedPipe(t *testing.T) {
	for _, args := range commands {
		var message strings.Builder
		assert.Equal(t, exitOutput, call{args: args}.to(broken{syscall.EPIPE}, &message), args)
		assert.Empty(t, message.String(), args)
	}
}

func TestOutputFileErrors(t *testing.T) {
	dir := t.TempDir()
	got := call{args: "catalog export --format csv -o", more: []string{dir}}.run()
	assert.Equal(t, exitOutput, got.code)
	assert.Contains(t, got.err, "finfault: cannot write ")
	assert.Contains(t, got.err, filepath.Base(dir))
}
