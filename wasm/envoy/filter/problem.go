package filter

import "github.com/finfault/finfault/catalog"

// titles say in our words what happened, for RFC 9457's title.
var titles = [catalog.NumCategories]string{
	catalog.Unclassified:           "Nothing that is documented fits this answer",
	catalog.InvalidRequest:         "The request is wrong",
	catalog.NotFound:               "What the request names does not exist",
	catalog.Conflict:               "It exists already, or its state does not allow this",
	catalog.UserInputInvalid:       "What the end user entered cannot be used",
	catalog.Unsupported:            "This is not on offer",
	catalog.AppCredentialsInvalid:  "The application's key, secret or signature is wrong",
	catalog.TokenExpired:           "The access token is no longer accepted",
	catalog.PermissionDenied:       "The application has no right to this",
	catalog.RateLimited:            "The application sends more than the provider lets through",
	catalog.UserCredentialsInvalid: "The bank refused the end user's login",
	catalog.MFARequired:            "The bank wants a second factor from the end user",
	catalog.ConsentRequired:        "The end user's consent has ended or was refused",
	catalog.UserActionRequired:     "The end user has something to settle at the bank",
	catalog.NoEligibleAccount:      "The login works, but no account fits",
	catalog.InstitutionUnavailable: "The bank is down or under maintenance",
	catalog.InstitutionTimeout:     "The bank took too long",
	catalog.InstitutionRateLimited: "The bank limits how often it may be asked",
	catalog.AggregatorUnavailable:  "The provider's platform is down or overloaded",
	catalog.AggregatorTimeout:      "The provider's platform took too long",
	catalog.AggregatorInternal:     "The provider's platform broke",
	catalog.OperationFailed:        "It was processed and declined, with no cause given",
}

// appendProblem appends the verdict as an RFC 9457 document: its JSON form
// behind the members of the standard. It takes the verdict apart.
func (f *Filter) appendProblem(b []byte, s *stream) []byte {
	v := &f.verdict
	b = append(append(b, `{"type":"urn:finfault:category:`...), v.Category.String()...)
	b = append(append(b, `","title":"`...), titles[min(int(v.Category), len(titles)-1)]...)
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
