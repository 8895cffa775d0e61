package filter

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/words"
)

// appendProblem appends the verdict as an RFC 9457 document: its JSON form
// behind the members of the standard. The title is the one for end users: what
// a service answers with may reach them, and the rest says all to a developer.
// It takes the verdict apart.
func (f *Filter) appendProblem(b []byte, s *stream) []byte {
	v := &f.verdict
	b = append(append(b, `{"type":"urn:finfault:category:`...), v.Category.String()...)
	b = append(append(b, `","title":"`...), words.EnglishTitle(v.Category)...)
	b = appendDecimal(append(b, `","status":`...), uint32(s.status))
	if s.place.Personal {
		if v.Title != "" { // the name is taken
			b = catalog.AppendJSONString(append(b, `,"provider_title":`...), v.Title)
		}
	} else {
		withhold(v)
	}
	v.Title = ""
	end := len(b)
	b = v.AppendJSON(b)
	b[end] = ',' // in place of its opening brace
	return b
}

// withhold takes out of a verdict what may be personal.
func withhold(v *catalog.Verdict) {
	v.Title, v.Detail, v.TraceID, v.Source = "", "", "", ""
	v.Code = knownCode(v.Provider, v.Code)
	for i := range v.Errors {
		e := &v.Errors[i]
		e.Title, e.Detail, e.Source = "", "", ""
		e.Code = knownCode(v.Provider, e.Code)
	}
}
