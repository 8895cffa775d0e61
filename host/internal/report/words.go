package report

import "github.com/finfault/finfault/catalog"

// The words for each name of the vocabulary, next to which the name itself is
// shown, so that a reader finds it again in the JSON form and in the code.

var categoryWords = map[catalog.Category]string{
	catalog.Unclassified:           "Nothing that is documented fits this answer.",
	catalog.InvalidRequest:         "The request is wrong: our code has to change.",
	catalog.NotFound:               "What the request names does not exist for us.",
	catalog.Conflict:               "It exists already, or its state does not allow this.",
	catalog.UserInputInvalid:       "What the end user entered cannot be used.",
	catalog.Unsupported:            "This is not on offer, however it is asked for.",
	catalog.AppCredentialsInvalid:  "Our key, secret or signature is wrong.",
	catalog.TokenExpired:           "The access token is no longer accepted.",
	catalog.PermissionDenied:       "We are known, but have no right to this.",
	catalog.RateLimited:            "We send more than the provider lets through.",
	catalog.UserCredentialsInvalid: "The bank refused the end user's login.",
	catalog.MFARequired:            "The bank wants a second factor from the end user.",
	catalog.ConsentRequired:        "The end user's consent has ended or was refused.",
	catalog.UserActionRequired:     "The end user has something to settle at the bank.",
	catalog.NoEligibleAccount:      "The login works, but no account fits.",
	catalog.InstitutionUnavailable: "The bank is down or under maintenance.",
	catalog.InstitutionTimeout:     "The bank took too long.",
	catalog.InstitutionRateLimited: "The bank limits how often it may be asked.",
	catalog.AggregatorUnavailable:  "The provider's platform is down or overloaded.",
	catalog.AggregatorTimeout:      "The provider's platform took too long, or no answer came at all.",
	catalog.AggregatorInternal:     "The provider's platform broke.",
	catalog.OperationFailed:        "It was processed and declined, with no cause given.",
}

var actionWords = map[catalog.Action]string{
	catalog.FixRequest:        "change the code that builds the request",
	catalog.FixCredentials:    "change the API key, secret, scope or signature",
	catalog.RefreshToken:      "get a new access token, once",
	catalog.CorrectInput:      "let the end user correct what they entered",
	catalog.ReconnectUser:     "let the end user log in at the bank again",
	catalog.ReconsentUser:     "let the end user renew the consent",
	catalog.CompleteMFA:       "let the end user answer the challenge",
	catalog.UserAtInstitution: "send the end user to the bank",
	catalog.UseOtherAccount:   "let the end user pick another account",
	catalog.LookupExisting:    "read the object before changing it",
	catalog.StopUsing:         "do not offer this with this institution",
	catalog.Wait:              "wait before anything is tried again",
	catalog.PollStatus:        "read the state again",
	catalog.ContactSupport:    "ask the provider's support",
}

var partyWords = map[catalog.Party]string{
	catalog.PartyUnknown:     "nobody can tell from this answer",
	catalog.PartyApp:         "ours: this application has to act",
	catalog.PartyEndUser:     "the end user's: only they can act",
	catalog.PartyInstitution: "the bank's",
	catalog.PartyAggregator:  "the provider's",
	catalog.PartyEdge:        "that of something between us and the provider",
}

var severityWords = map[catalog.Severity]string{
	catalog.SeveritySilent:         "show the end user nothing",
	catalog.SeverityNotice:         "tell the end user that it did not work",
	catalog.SeverityActionRequired: "ask the end user to act",
	catalog.SeverityBlocking:       "it stays broken until somebody changes something",
}

var scopeWords = map[catalog.Scope]string{
	catalog.ScopeRequest:     "this request alone",
	catalog.ScopeConnection:  "this end user's connection to the bank",
	catalog.ScopeInstitution: "everybody at this bank",
	catalog.ScopeApp:         "everything that this application sends",
}

var effectWords = map[catalog.Effect]string{
	catalog.EffectNotApplied: "nothing was changed",
	catalog.EffectUnknown:    "nobody knows whether it was applied: replay it only with the same idempotency key",
}

var basisWords = map[catalog.Basis]string{
	catalog.BasisNone:    "nothing in particular",
	catalog.BasisOverlay: "a rule of your own",
	catalog.BasisHeader:  "a header",
	catalog.BasisCode:    "the provider's code",
	catalog.BasisMessage: "a documented text",
	catalog.BasisStatus:  "the HTTP status alone",
	catalog.BasisShape:   "the shape of the body",
}

var certaintyWords = map[catalog.Certainty]string{
	catalog.CertaintyUnknown: "nothing was recognised",
	catalog.Documented:       "the documentation says so",
	catalog.Inferred:         "not said in so many words",
	catalog.Ambiguous:        "the documentation leaves it open",
}

var driftWords = map[catalog.Drift]string{
	catalog.UnknownCode:    "no row of the catalog decides on the code",
	catalog.StatusMoved:    "the code is documented under another status",
	catalog.RespelledCode:  "the code is documented in another spelling",
	catalog.StatusMismatch: "the body names another status than came over the wire",
	catalog.UnknownShape:   "the body has no known format",
	catalog.TypeChanged:    "a member has another JSON type than documented",
}

var namespaceWords = map[catalog.Namespace]string{
	catalog.NamespaceHTTP:       "codes under an HTTP status",
	catalog.NamespaceStatus:     "HTTP status alone",
	catalog.NamespaceMessage:    "texts without a code",
	catalog.NamespaceJob:        "result codes of job steps",
	catalog.NamespaceFailure:    "failure reasons of resources",
	catalog.NamespaceConnection: "connection statuses",
	catalog.NamespaceMember:     "error codes of members",
	catalog.NamespaceGateway:    "messages of gateways",
}

// Provider returns a provider's name as it writes it itself.
func Provider(p catalog.Provider) string {
	switch p {
	case catalog.Basiq:
		return "Basiq"
	case catalog.Synapse:
		return "SynapseFI"
	case catalog.TrueLayer:
		return "TrueLayer"
	case catalog.MX:
		return "MX"
	}
	return "Any provider"
}
