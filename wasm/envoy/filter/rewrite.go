package filter

// setHeaders adds the headers that tell a verdict. What the provider sent
// under their names goes.
func (f *Filter) setHeaders(s *stream) {
	v, names := &f.verdict, &s.place.names
	f.header(names.provider, v.Provider.String())
	f.header(names.category, v.Category.String())
	f.header(names.party, v.Party.String())
	f.header(names.retry, v.Retry.Policy.String())
	f.header(names.action, v.Actions.First().String())
	f.header(names.code, knownCode(v.Provider, v.Code))
	f.header(names.after, f.after())
}

// header sets a header, or removes it where there is nothing to say.
func (f *Filter) header(name, value string) {
	if value == "" {
		f.host.RemoveResponseHeader(name)
		return
	}
	f.host.SetResponseHeader(name, value)
}

// stale are the headers that speak of the body that was replaced.
var stale = [...]string{
	"content-encoding", "content-range", "content-language", "content-disposition", "content-location", "content-md5",
	"content-digest", "repr-digest", "digest", "etag", "last-modified", "accept-ranges",
}

// replaceBody puts a problem document in place of what the host holds of the
// body.
func (f *Filter) replaceBody(s *stream) bool {
	f.document = f.appendProblem(f.document[:0], s)
	if !f.host.ReplaceBody(s.held, f.document) {
		return false
	}
	for _, name := range stale {
		f.host.RemoveResponseHeader(name)
	}
	f.host.SetResponseHeader("content-type", "application/problem+json")
	f.host.SetResponseHeader("content-length", f.decimal(uint32(len(f.document))))
	return true
}
