package filter

// ResponseHeaders looks at the headers of a response; end says that there is
// no body.
func (f *Filter) ResponseHeaders(id uint32, end bool) Action {
	s := f.streams.get(id)
	if s == nil || s.phase != waiting {
		return Continue
	}
	value, _ := f.host.ResponseHeader(":status")
	status, ok := parseStatus(value)
	if ok && status < 200 && status != switchingProtocols {
		return Continue // the final one follows
	}
	success := s.success && status >= 200 && status < 300
	if !ok || !success && !s.place.Classifies(status) {
		f.drop(s)
		return Continue
	}
	s.status, s.phase = status, collecting
	if pairs, ok := f.host.ResponseHeaders(); ok {
		s.readHeaders(pairs)
	}
	switch {
	case end || s.head || status == noContent || status == notModified:
		return f.conclude(s, atHeaders)
	case s.endless && s.holds(), s.encoding != identity && !s.replaces():
		return f.conclude(s, atHeaders) // the body must not be waited for, or cannot be read
	case s.holds():
		return Pause
	}
	return Continue
}

const (
	switchingProtocols = 101
	noContent          = 204
	notModified        = 304
)

// replaces reports whether the body would be replaced if this is a failure.
func (s *stream) replaces() bool { return s.place.Problem && s.status >= 400 }

// parseStatus reads a status of three digits.
func parseStatus(b []byte) (status int, ok bool) {
	if len(b) != 3 {
		return 0, false
	}
	for _, c := range b {
		if c-'0' > 9 {
			return 0, false
		}
		status = status*10 + int(c-'0')
	}
	return status, status >= 100
}

// ResponseBody looks at a piece of a body: of size bytes where nothing is held
// back, else size is what the host holds of it so far. end says that nothing
// follows.
func (f *Filter) ResponseBody(id uint32, size int, end bool) Action {
	s := f.streams.get(id)
	if s == nil || s.phase < collecting {
		return Continue
	}
	if s.phase == discarding {
		f.host.ReplaceBody(size, nil)
		if end {
			f.drop(s)
		}
		return Continue
	}
	ok := f.collect(s, size)
	switch {
	case end, !ok, s.truncated:
		at := atBody
		if end {
			at = atEnd
		}
		return f.conclude(s, at)
	case s.holds():
		return Pause
	}
	return Continue
}

// collect copies what is new of a body, up to the longest that is looked at.
func (f *Filter) collect(s *stream, size int) bool {
	from := 0
	if s.holds() {
		s.held = size
		if from = s.seen; size < from {
			from = 0 // a host that hands out each piece for itself
		}
	}
	n := size - from
	s.seen += n
	if s.encoding != identity {
		s.truncated = s.seen > s.place.MaxBody
		return true
	}
	if room := s.place.MaxBody - len(s.body); n > room {
		n, s.truncated = room, true
	}
	if n == 0 {
		return true
	}
	s.body = f.buffers.grow(s.body, n)
	body, ok := f.host.AppendBody(s.body, from, n)
	s.body = body
	return ok
}

// ResponseTrailers ends a body that trailers follow.
func (f *Filter) ResponseTrailers(id uint32) Action {
	s := f.streams.get(id)
	switch {
	case s == nil:
	case s.phase == collecting:
		return f.conclude(s, atEnd)
	case s.phase == discarding:
		f.drop(s)
	}
	return Continue
}

// conclude gives the verdict and forgets the stream, unless the rest of its
// body has to go.
func (f *Filter) conclude(s *stream, at moment) Action {
	if f.finish(s, at) && at == atBody {
		s.phase = discarding
	} else {
		f.drop(s)
	}
	return Continue
}
