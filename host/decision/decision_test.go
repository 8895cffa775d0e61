package decision

import (
	"encoding/json"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// decisions are those on all labelled answers.
func decisions(t *testing.T) []Decision {
	t.Helper()
	cases, err := corpus.Load("../../decoder/testdata/cases")
	require.NoError(t, err)
	all := make([]Decision, len(cases))
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		v := decoder.Classify(req)
		all[i] = Of(&v)
	}
	return all
}

func TestJSON(t *testing.T) {
	for _, d := range decisions(t) {
		text, err := json.Marshal(d)
		require.NoError(t, err)
		var back Decision
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, d, back, string(text))
	}
}

func TestJSONErrors(t *testing.T) {
	good, err := json.Marshal(decisions(t)[0])
	require.NoError(t, err)
	for _, change := range []struct{ member, value, message string }{
		{"outcome", `"weather"`, "outcome: no such name in the vocabulary"},
		{"effect", `"weather"`, "effect: no such name in the vocabulary"},
		{"retry", `{"policy":"soon"}`, "retry.policy: no such name in the vocabulary"},
		{"actions", `["wait","wait","wait","wait","wait","wait","wait"]`, "actions: more than 6"},
	} {
		var members map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(good, &members))
		members[change.member] = json.RawMessage(change.value)
		bad, err := json.Marshal(members)
		require.NoError(t, err)
		var d Decision
		assert.EqualError(t, d.UnmarshalJSON(bad), change.message)
	}
	var d Decision
	assert.Error(t, d.UnmarshalJSON([]byte("7")))
}

// TestCompare: it is an order of all decisions, and agrees with Differences on which
// are equal.
func TestCompare(t *testing.T) {
	all := decisions(t)
	for i := range all {
		for j := range all {
			a, b := &all[i], &all[j]
			assert.Equal(t, Compare(a, b), -Compare(b, a))
			assert.Equal(t, *a == *b, Compare(a, b) == 0)
			assert.Equal(t, *a == *b, len(Differences(a, b)) == 0)
		}
	}
}

func TestMoreCareful(t *testing.T) {
	retries := Decision{Policy: catalog.BackoffShort, Automatic: true}
	asks := Decision{Policy: catalog.BackoffShort}
	never := Decision{Policy: catalog.Never}
	fine := Decision{Outcome: catalog.OutcomeOK, Policy: catalog.Never}
	for _, pair := range [][2]*Decision{{&retries, &asks}, {&asks, &never}, {&fine, &retries}} {
		assert.Negative(t, Compare(pair[0], pair[1]))
	}
	assert.Equal(t, []Difference{{"retry.policy", "backoff_short", "never"}, {"retry.automatic", "true", "false"}}, Differences(&retries, &never))
}

func TestResends(t *testing.T) {
	for p := catalog.Poll; p <= catalog.Never; p++ {
		var r catalog.Retry
		r.SetPolicy(p)
		d := Of(&catalog.Verdict{Retry: r})
		want := p != catalog.Poll && p != catalog.AfterUser && p != catalog.Never
		assert.Equal(t, want, d.Resends(), p)
		d.Automatic = false
		assert.False(t, d.Resends())
	}
}
