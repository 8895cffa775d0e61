package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const cases = "../../../decoder/testdata/cases"

// TestContendersAgree: all that classify write the same answers, byte for byte.
func TestContendersAgree(t *testing.T) {
	in, err := newInput(cases, 1<<20)
	require.NoError(t, err)
	list, end, err := contenders()
	require.NoError(t, err)
	defer func() { assert.NoError(t, end()) }()
	var want []byte
	for _, c := range list[:len(list)-1] {
		var out bytes.Buffer
		require.NoError(t, c.read(context.Background(), bytes.NewReader(c.of(in)), &out), c.name)
		if want == nil {
			want = out.Bytes()
			assert.EqualValues(t, in.records, bytes.Count(want, []byte("\n")))
		}
		assert.True(t, bytes.Equal(want, out.Bytes()), c.name)
	}
}

// TestRun: each contender has a row, and what is lost is said.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out, cases, 1<<14, 1))
	assert.Equal(t, 2+7, strings.Count(out.String(), "\n| "), out.String())
	assert.Contains(t, out.String(), "\nLosing: In bulk, ")
}
