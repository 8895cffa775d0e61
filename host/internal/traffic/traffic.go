// Package traffic makes up records, as many as one wants, for tests and
// measurements of what reads them.
package traffic

import (
	"bufio"
	"encoding/json"
	"io"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/finfault/finfault/decoder/corpus"
)

// Source makes records of the labelled answers: an answer that is drawn, an id
// that counts from 1, and a time that goes on. The same
// seed makes the same records.
type Source struct {
	answers []answer
	random  *rand.Rand
	clock   time.Time
	line    []byte
	id      int64
}

// answer is what the records of a labelled answer have in common: the members
// and the braces around them, without the last.
type answer struct{ start []byte }

// longestBody leaves out the answers that are long so as to be hostile: they
// are a quarter of a megabyte each, and there would be little else.
const longestBody = 4 << 10

// New returns a source of records of the labelled answers in a folder.
func New(dir string, seed uint64) (*Source, error) {
	cases, err := corpus.Load(dir)
	if err != nil {
		return nil, err
	}
	s := &Source{random: rand.New(rand.NewPCG(seed, seed)), clock: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	for i := range cases {
		c := &cases[i]
		if c.Body == nil || len(*c.Body) > longestBody {
			continue
		}
		start, err := json.Marshal(record{c.Provider, c.Status, c.Operation, c.Idempotent, c.Headers, *c.Body})
		if err != nil {
			return nil, err
		}
		s.answers = append(s.answers, answer{start[:len(start)-1]})
	}
	return s, nil
}

type record struct {
	Provider   string            `json:"provider"`
	Status     int               `json:"status"`
	Operation  string            `json:"operation"`
	Idempotent string            `json:"idempotent,omitempty"`
	Headers    map[string]string `json:"headers"`
	Body       string            `json:"body"`
}

// Next returns the next record with its line end, valid until the next call.
func (s *Source) Next() []byte {
	s.id++
	s.clock = s.clock.Add(time.Duration(s.random.IntN(int(time.Second))))
	start := s.answers[s.random.IntN(len(s.answers))].start
	line := append(append(s.line[:0], start...), `,"id":`...)
	line = append(strconv.AppendInt(line, s.id, 10), `,"time":"`...)
	line = append(s.clock.AppendFormat(line, time.RFC3339Nano), `","host":"api-`...)
	line = append(strconv.AppendInt(line, s.random.Int64N(100), 10), "\"}\n"...)
	s.line = line
	return line
}

// Write writes records until they come to size bytes, and returns how many
// there are.
func (s *Source) Write(w io.Writer, size int64) (records int64, err error) {
	out := bufio.NewWriterSize(w, 1<<20)
	for written := int64(0); written < size; records++ {
		n, err := out.Write(s.Next())
		if err != nil {
			return records, err
		}
		written += int64(n)
	}
	return records, out.Flush()
}
