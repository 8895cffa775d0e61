package cli

import "io"

// Streams are what a program talks to the outside through.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	// InTerminal, OutTerminal and ErrTerminal report whether a person sits at the
	// other end.
	InTerminal, OutTerminal, ErrTerminal bool
	// Columns is the width of the terminal, 0 if it is not known.
	Columns int
	// Env looks up an environment variable.
	Env func(name string) string
}

// defaultColumns is the width of text that no terminal shows.
const defaultColumns = 80

func (s *Streams) columns() int {
	if s.Columns > 0 {
		return s.Columns
	}
	return defaultColumns
}

// colours reports whether the output may be coloured: see https://no-color.org.
func (s *Streams) colours() bool {
	return s.OutTerminal && s.Env("NO_COLOR") == "" && s.Env("TERM") != "dumb"
}

// watchedWriter remembers the first error: cobra drops those of help texts.
type watchedWriter struct {
	w   io.Writer
	err error
}

func (w *watchedWriter) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil && w.err == nil {
		w.err = err
	}
	return n, err
}
