package requestflags

import (
	"io"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/requestflags/misuse"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// request does what a command does with its arguments.
func request(args []string, in io.Reader) (*decoder.Request, error) {
	fs := pflag.NewFlagSet("classify", pflag.ContinueOnError)
	flags := Add(fs)
	fs.Bool("json", true, "")
	if err := fs.Parse(SpellOutYes(args)); err != nil {
		return nil, Error(err)
	}
	if err := OneFile("classify", fs.Args()); err != nil {
		return nil, err
	}
	body, err := ReadBody(fs.Args(), in)
	if err != nil {
		return nil, err
	}
	return flags.Request(body), nil
}

func TestRequest(t *testing.T) {
	body := []byte("a body")
	tests := map[string]struct {
		args []string
		want decoder.Request
	}{
		"nothing":            {nil, decoder.Request{}},
		"provider":           {[]string{"--provider", "truelayer"}, decoder.Request{Provider: catalog.TrueLayer}},
		"unknown":            {[]string{"--provider=unknown", "--operation=unknown"}, decoder.Request{}},
		"status":             {[]string{"--status", "403"}, decoder.Request{Status: 403}},
		"no answer":          {[]string{"--status", "0"}, decoder.Request{}},
		"operation":          {[]string{"--operation", "payment"}, decoder.Request{Operation: catalog.Payment}},
		"idempotent":         {[]string{"--idempotent"}, decoder.Request{Idempotent: true}},
		"idempotent, dash":   {[]string{"--idempotent", "-"}, decoder.Request{Idempotent: true}},
		"idempotent yes":     {[]string{"--idempotent", "yes"}, decoder.Request{Idempotent: true}},
		"idempotent no":      {[]string{"--idempotent", "no"}, decoder.Request{}},
		"idempotent =no":     {[]string{"--idempotent=no"}, decoder.Request{}},
		"the last one holds": {[]string{"--idempotent", "--idempotent=no", "--status=500", "--status=400"}, decoder.Request{Status: 400}},
		"headers in order":   {[]string{"--header", "B: 1, 2", "-", "--header=a:"}, decoder.Request{Headers: []byte("B: 1, 2\r\na:\r\n")}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := request(test.args, strings.NewReader(string(body)))
			require.NoError(t, err)
			test.want.Body = body
			assert.Equal(t, &test.want, withoutEmpty(got))
		})
	}
}

// withoutEmpty makes an empty block of headers comparable with none.
func withoutEmpty(r *decoder.Request) *decoder.Request {
	if len(r.Headers) == 0 {
		r.Headers = nil
	}
	return r
}

func TestMisuse(t *testing.T) {
	for _, c := range misuse.Cases {
		t.Run(strings.Join(c.Args, " "), func(t *testing.T) {
			_, err := request(c.Args, strings.NewReader(""))
			assert.EqualError(t, err, c.Message)
		})
	}
}

// TestSuggestions: every flag has its own, and takes what is suggested.
func TestSuggestions(t *testing.T) {
	fs := pflag.NewFlagSet("classify", pflag.ContinueOnError)
	var suggested []string
	for _, s := range Add(fs).Suggestions() {
		suggested = append(suggested, s.Flag)
		for _, value := range s.Values {
			assert.NoError(t, fs.Set(s.Flag, value))
		}
	}
	var flags []string
	fs.VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
	assert.Equal(t, flags, suggested)
}

func TestNames(t *testing.T) {
	assert.Equal(t, "basiq, synapse, truelayer, mx, unknown", NewEnum(catalog.ParseProvider).Allowed())
	assert.Equal(t, "token, login, sync, verify, mfa, read, write, payment, job, sso, unknown", NewEnum(catalog.ParseOperation).Allowed())
}

// TestGiven: what was given is told from what was not, as help texts need it.
func TestGiven(t *testing.T) {
	provider, status := NewEnum(catalog.ParseProvider), &Status{}
	assert.Empty(t, provider.String()+status.String())
	require.NoError(t, provider.Set("unknown"))
	require.NoError(t, status.Set("0"))
	assert.True(t, provider.Given && status.Given)
	assert.Equal(t, "unknown", provider.String())
	assert.Equal(t, "0", status.String())
}
