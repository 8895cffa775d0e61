package records

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// FuzzInstant: a time is what package time takes it for.
func FuzzInstant(f *testing.F) {
	for _, text := range []string{
		"2026-01-31T23:59:59Z", "2026-02-28T00:00:00.5Z", "2026-02-29T00:00:00Z", "2024-02-29T12:00:00.123456789Z", "0000-01-01T00:00:00Z",
		"2026-01-31T23:59:60Z", "2026-01-31T24:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
		"2026-01-31T23:59:59+01:00", "2026-01-31T23:59:59.Z", "2026-01-31T23:59:59,5Z", "2026-01-31T23:59:59.1234567890Z",
		"2026-01-31T23:59:59.1x", "2026-01-31t23:59:59z", "2026-01-31 23:59:59Z", "2026-01-1T23:59:59Z", "", "Z", "2026-01-31T23:59:5:Z",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, ok := instant(text)
		want, err := time.Parse(time.RFC3339, string(text))
		assert.Equal(t, err == nil, ok, "%q", text)
		assert.True(t, want.Equal(got), "%q", text)
	})
}
