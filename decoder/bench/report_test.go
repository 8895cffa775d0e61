package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/finfault/finfault/decoder/bench/internal/peers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRun: the tables have a row for each shape and a column for each contender.
func TestRun(t *testing.T) {
	samples, err := peers.Load(cases)
	require.NoError(t, err)
	var out, complaints bytes.Buffer
	held, err := run(&out, &complaints, options{rounds: 1, turn: time.Microsecond, check: true, cases: cases})
	require.NoError(t, err)
	assert.Equal(t, held, complaints.Len() == 0)
	for _, s := range samples {
		assert.Equal(t, 2, strings.Count(out.String(), "\n| "+s.Name()+" |"), s.Name())
	}
	for _, c := range peers.Contenders() {
		assert.Equal(t, 2, strings.Count(out.String(), "| "+c.Name+" |"), c.Name)
	}
}

func TestRunWithoutCases(t *testing.T) {
	_, err := run(&bytes.Buffer{}, &bytes.Buffer{}, options{rounds: 1, turn: 1, cases: t.TempDir()})
	assert.Error(t, err)
}

// TestBounds: a bound that is just kept is kept; broken ones are named and marked.
func TestBounds(t *testing.T) {
	kept := rowOf("kept", 100, 800, 100)
	slow := rowOf("slow", 100, 799, 100)
	heavy := rowOf("heavy", 100, 900, 99)
	assert.Equal(t, []string{
		"slow: encoding/json and a switch take 7.99 times as long as Finfault, less than 8",
		"heavy: Finfault takes 1.01 times as long as fastjson's parse alone, more than 1",
	}, brokenBounds([]row{kept, slow, heavy}))
	assert.Equal(t, []string{"kept", "50", "100", "800", "100", "8.00", "1.00"}, timesOf(&kept))
	assert.Equal(t, []string{"slow", "50", "100", "799", "100", "7.99 ✗", "1.00"}, timesOf(&slow))
	assert.Equal(t, []string{"heavy", "50", "100", "900", "**99**", "9.00", "1.01 ✗"}, timesOf(&heavy))
}

// TestMissingContender: a bound that cannot be measured is not kept.
func TestMissingContender(t *testing.T) {
	assert.Len(t, brokenBounds([]row{{shape: "none"}}), 2)
}

func rowOf(shape string, own, std, parse float64) row {
	return row{shape: shape, bytes: 50, cells: []cell{
		{name: peers.Finfault, ns: own}, {name: peers.EncodingJSON, ns: std}, {name: peers.FastjsonOnly, ns: parse},
	}}
}

// TestLosing: parsing alone is no peer, and of the peers the fastest counts.
func TestLosing(t *testing.T) {
	even := rowOf("even", 100, 800, 50)
	lost := rowOf("lost", 100, 200, 100)
	lost.cells = append(lost.cells, cell{name: "gjson", ns: 40}, cell{name: "goccy", ns: 50})
	assert.Equal(t, "Losing: Natively a library with a switch is faster on 1 of 2 shapes; at worst Finfault takes 2.5 times as long (`lost`, gjson). "+
		"The target of 8 times the speed of `encoding/json` is missed on 1 (2.0 times on `lost`), that of fastjson's parse alone on 1 (2.0 times as long on `even`).",
		losing([]row{even, lost}))
}
