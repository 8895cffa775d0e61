package traffic

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/finfault/finfault/host/records"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const casesDir = "../../../decoder/testdata/cases"

// TestSource: the same seed makes the same records, all of them are records, and
// their ids count.
func TestSource(t *testing.T) {
	const size = 100 << 10
	var made [3]bytes.Buffer
	var n int64
	for i, seed := range []uint64{1, 1, 2} {
		source, err := New(casesDir, seed)
		require.NoError(t, err)
		n, err = source.Write(&made[i], size)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, made[i].Len(), size)
		assert.Equal(t, n, int64(bytes.Count(made[i].Bytes(), []byte("\n"))))
	}
	assert.Equal(t, made[0].Bytes(), made[1].Bytes())
	assert.NotEqual(t, made[0].Bytes(), made[2].Bytes())

	reader := records.NewReader(&made[2], 0)
	for i := range n {
		var r records.Record
		require.NoError(t, reader.Read(&r))
		assert.Equal(t, fmt.Sprint(i+1), string(r.ID))
		assert.False(t, r.Time.IsZero())
	}
}

func TestNoCases(t *testing.T) {
	_, err := New(t.TempDir(), 1)
	assert.ErrorContains(t, err, "no *.jsonl in")
}
