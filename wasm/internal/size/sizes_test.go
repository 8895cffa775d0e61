package size

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCompressCountsAllOfIt: noise cannot be compressed, zeros can.
func TestCompressCountsAllOfIt(t *testing.T) {
	noise := make([]byte, 10_000)
	_, err := rand.NewChaCha8([32]byte{}).Read(noise)
	require.NoError(t, err)
	n, err := compress(noise)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, n, len(noise))
	n, err = compress(make([]byte, 10_000))
	require.NoError(t, err)
	assert.Less(t, n, 100)
}
