package seen

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func spanOf(places ...At) (s Span) {
	for _, at := range places {
		s.Add(at)
	}
	return s
}

func TestSpan(t *testing.T) {
	assert.Equal(t, Span{}, spanOf())
	assert.Equal(t, Span{Count: 2}, spanOf(At{}, At{}), "records without lines and times count too")
	assert.Equal(t, Span{Count: 3, FirstLine: 3, LastLine: 9}, spanOf(At{Line: 7}, At{Line: 3}, At{Line: 9}))
	got := spanOf(At{Line: 1, Time: noon.Add(time.Hour).In(time.FixedZone("", 3600))}, At{Line: 2}, At{Line: 3, Time: noon})
	assert.Equal(t, Span{Count: 3, FirstLine: 1, LastLine: 3, FirstTime: noon, LastTime: noon.Add(time.Hour)}, got)
}

// TestMerge: parts add up to the whole, however the run is cut.
func TestMerge(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		places := make([]At, 12)
		for i := range places {
			places[i].Line = rng.Int64N(5)
			if rng.IntN(2) == 0 {
				places[i].Time = noon.Add(time.Duration(rng.IntN(5)) * time.Hour)
			}
		}
		cut := rng.IntN(len(places))
		left, right := spanOf(places[:cut]...), spanOf(places[cut:]...)
		one, other := left, right
		one.Merge(right)
		other.Merge(left)
		assert.Equal(t, spanOf(places...), one)
		assert.Equal(t, one, other)
	}
}

func TestJSON(t *testing.T) {
	for _, s := range []Span{{Count: 1}, spanOf(At{Line: 4, Time: noon}, At{Line: 5})} {
		text, err := json.Marshal(s)
		require.NoError(t, err)
		var back Span
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, s, back)
	}
	text, err := json.Marshal(Span{Count: 1})
	require.NoError(t, err)
	assert.Equal(t, `{"count":1}`, string(text))
}

func TestWhere(t *testing.T) {
	later := noon.Add(90 * time.Second)
	for want, s := range map[string]Span{
		"once":                      spanOf(At{}),
		"once, line 7":              spanOf(At{Line: 7}),
		"2 times, lines 7 to 9":     spanOf(At{Line: 9}, At{Line: 7}),
		"3 times":                   spanOf(At{}, At{}, At{}),
		"once, 2026-03-01 12:00:00": spanOf(At{Time: noon}),
		"2 times, lines 1 to 2, 2026-03-01 12:00:00 to 2026-03-01 12:01:30": spanOf(At{1, later}, At{2, noon}),
	} {
		assert.Equal(t, want, s.Where())
	}
}
