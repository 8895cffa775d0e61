package decoder

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

var httpDates = []string{
	"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun Nov 16 08:49:37 1994",
	"Thu, 29 Feb 2024 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT", "Friday, 01-Jan-68 00:00:00 GMT",
	"Thu, 29 Feb 2023 00:00:00 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 6 Nov 1994 08:49:37 GMT",
	"Sun, 06 Foo 1994 08:49:37 GMT", "06 Nov 1994", "", "soon", "Sun, 31 Apr 2024 00:00:00 GMT", "Sun, 00 Apr 2024 00:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT x",
}

func TestHTTPDates(t *testing.T) {
	for _, s := range httpDates {
		checkHTTPDate(t, s)
		got, ok := parseHTTPDate(s)
		want, err := http.ParseTime(s)
		assert.Equal(t, err == nil, ok, s)
		if ok {
			assert.Equal(t, want.UnixMilli(), got, s)
		}
	}
}

// checkHTTPDate: what net/http reads is read alike, if it is written as the
// layout has it: time.Parse lets hours of one digit and any zone pass.
func checkHTTPDate(t *testing.T, s string) {
	want, err := http.ParseTime(s)
	if err != nil {
		return
	}
	for _, layout := range []string{http.TimeFormat, "Monday, 02-Jan-06 15:04:05 GMT", time.ANSIC} {
		if strings.EqualFold(s, want.Format(layout)) {
			got, ok := parseHTTPDate(s)
			assert.True(t, ok, "%q", s)
			assert.Equal(t, want.UnixMilli(), got, "%q", s)
		}
	}
}

var timestamps = []string{
	"2024-09-25T04:22:25Z", "2021-06-08T09:10:32.000Z", "2024-02-29T00:00:00.123456789+10:00", "2024-01-01T00:00:00-03:30", "1970-01-01T00:00:00Z",
	"2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01", "2024-01-01T25:00:00Z", "2024-01-01T00:00:00.Z", "x", "",
}

func TestTimestamps(t *testing.T) {
	for _, s := range timestamps {
		got, ok := parseTimestamp(s)
		want, err := time.Parse(time.RFC3339Nano, s)
		assert.Equal(t, err == nil, ok, s)
		if ok {
			assert.Equal(t, want.UnixMilli(), got, s)
		}
	}
	for s, same := range map[string]string{
		"2024-01-01T00:00:00":      "2024-01-01T00:00:00Z",
		"2024-01-01 00:00:00Z":     "2024-01-01T00:00:00Z",
		"2024-01-01T10:00:00+1000": "2024-01-01T00:00:00Z",
	} {
		a, ok := parseTimestamp(s)
		assert.True(t, ok, s)
		b, _ := parseTimestamp(same)
		assert.Equal(t, b, a, s)
	}
}

// FuzzDates: dates are those of net/http and time, for every text that they read.
func FuzzDates(f *testing.F) {
	for _, s := range append(httpDates, timestamps...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkHTTPDate(t, s)
		want, err := time.Parse(time.RFC3339Nano, s)
		if err == nil && isRFC3339(s, want) {
			got, ok := parseTimestamp(s)
			assert.True(t, ok, "%q", s)
			assert.Equal(t, want.UnixMilli(), got, "%q", s)
		}
	})
}

// isRFC3339 reports whether a timestamp that time.Parse reads is one by the
// letter: time.Parse lets hours of one digit, minutes of 60 and zones of a day
// pass.
func isRFC3339(s string, t time.Time) bool {
	_, offset := t.Zone()
	zone := strings.HasSuffix(s, t.Format("Z07:00")) || t.Location() == time.UTC && s[len(s)-1] == 'Z'
	return strings.HasPrefix(s, t.Format("2006-01-02T15:04:05")) && zone && offset > -24*3600 && offset < 24*3600
}
