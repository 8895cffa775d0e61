package catalog

// Category is what a failure means for the one who has to decide: the one
// closed set that code may switch on and metrics may label. Numbers and names
// are public API: none is ever renumbered or renamed.
type Category uint8

const (
	// Unclassified: nothing below fits. Nobody in particular has to act; under
	// a 5xx one short series of retries is worth it, otherwise ask support.
	Unclassified Category = 0

	// InvalidRequest: the request is wrong and a developer has to change code.
	// Litmus test: what an end user typed is [UserInputInvalid].
	InvalidRequest Category = 1

	// NotFound: the thing that was named does not exist for us.
	NotFound Category = 2

	// Conflict: it exists already, the idempotency key is taken, or the object
	// is in a state that does not allow this. Read the object first.
	Conflict Category = 3

	// UserInputInvalid: amounts, balances, forms that an end user filled in.
	// Litmus test: a wrong MFA answer is [MFARequired], a wrong bank password
	// [UserCredentialsInvalid].
	UserInputInvalid Category = 4

	// Unsupported: no change of the request will help; the institution or the
	// product does not offer this.
	Unsupported Category = 5

	// AppCredentialsInvalid: our API key, client secret or signature is wrong.
	// Litmus test: refreshing a token will not help, unlike [TokenExpired].
	AppCredentialsInvalid Category = 6

	// TokenExpired: one refresh may help; capped at one replay.
	TokenExpired Category = 7

	// PermissionDenied: the token is good, the right is missing (scope, plan,
	// address list, disabled account).
	PermissionDenied Category = 8

	// RateLimited: the aggregator's limit on us. Litmus test: the bank's own
	// limit is [InstitutionRateLimited].
	RateLimited Category = 9

	// UserCredentialsInvalid: the bank refused the end user's login.
	UserCredentialsInvalid Category = 10

	// MFARequired: a second factor is pending, wrong or expired, the device is
	// unknown, or strong customer authentication is due again.
	MFARequired Category = 11

	// ConsentRequired: the end user's consent expired, was revoked or refused.
	ConsentRequired Category = 12

	// UserActionRequired: a locked account, terms to accept: the end user has
	// to go to the bank.
	UserActionRequired Category = 13

	// NoEligibleAccount: the login works, but no account fits.
	NoEligibleAccount Category = 14

	// InstitutionUnavailable: the bank is down or under maintenance.
	InstitutionUnavailable Category = 15

	// InstitutionTimeout: the bank was too slow.
	InstitutionTimeout Category = 16

	// InstitutionRateLimited: the bank's limit, often a regulatory one. Send
	// the user's address along when the user is present.
	InstitutionRateLimited Category = 17

	// AggregatorUnavailable: the provider's platform is down or overloaded.
	AggregatorUnavailable Category = 18

	// AggregatorTimeout: the provider's platform was too slow, or nothing came
	// back at all.
	AggregatorTimeout Category = 19

	// AggregatorInternal: the provider's platform broke.
	AggregatorInternal Category = 20

	// OperationFailed: processed and declined, with no cause given.
	OperationFailed Category = 21

	// None is the category of the outcomes [OutcomeOK] and [OutcomePending].
	None Category = 255
)

// NumCategories is the number of failure categories, [None] not counted.
const NumCategories = 22

var categoryNames = [NumCategories]string{
	"unclassified", "invalid_request", "not_found", "conflict", "user_input_invalid",
	"unsupported", "app_credentials_invalid", "token_expired", "permission_denied", "rate_limited",
	"user_credentials_invalid", "mfa_required", "consent_required", "user_action_required", "no_eligible_account",
	"institution_unavailable", "institution_timeout", "institution_rate_limited", "aggregator_unavailable",
	"aggregator_timeout", "aggregator_internal", "operation_failed",
}

// String returns the category's name in the JSON form, such as "token_expired".
func (c Category) String() string {
	if c == None {
		return "none"
	}
	return nameOf(categoryNames[:], c)
}

// ParseCategory returns the category of a name in the JSON form.
func ParseCategory(name string) (Category, bool) {
	if name == "none" {
		return None, true
	}
	return parseName[Category](categoryNames[:], name)
}

// Defaults returns what the category says when no row says otherwise. For
// [None] and numbers that are no category the zero value comes back.
func (c Category) Defaults() Defaults {
	if int(c) < len(categoryDefaults) {
		return categoryDefaults[c]
	}
	return Defaults{}
}

// Defaults is the class a category gives a verdict unless its row overrides it.
type Defaults struct {
	Party    Party
	Actions  Ladder
	Policy   Policy
	Severity Severity
	Scope    Scope
	GRPCCode GRPCCode
}

// categoryDefaults is the category table of the contract, by number.
var categoryDefaults = [NumCategories]Defaults{
	Unclassified:           {PartyUnknown, Ladder{ContactSupport}, Never, SeverityNotice, ScopeRequest, GRPCUnknown},
	InvalidRequest:         {PartyApp, Ladder{FixRequest}, Never, SeverityBlocking, ScopeRequest, GRPCInvalidArgument},
	NotFound:               {PartyApp, Ladder{FixRequest}, Never, SeverityNotice, ScopeRequest, GRPCNotFound},
	Conflict:               {PartyApp, Ladder{LookupExisting, FixRequest}, Never, SeveritySilent, ScopeRequest, GRPCAlreadyExists},
	UserInputInvalid:       {PartyEndUser, Ladder{CorrectInput}, AfterUser, SeverityActionRequired, ScopeRequest, GRPCInvalidArgument},
	Unsupported:            {PartyInstitution, Ladder{StopUsing}, Never, SeverityBlocking, ScopeInstitution, GRPCUnimplemented},
	AppCredentialsInvalid:  {PartyApp, Ladder{FixCredentials}, Never, SeverityBlocking, ScopeApp, GRPCUnauthenticated},
	TokenExpired:           {PartyApp, Ladder{RefreshToken, FixCredentials}, AfterRefresh, SeveritySilent, ScopeApp, GRPCUnauthenticated},
	PermissionDenied:       {PartyApp, Ladder{FixCredentials, ContactSupport}, Never, SeverityBlocking, ScopeApp, GRPCPermissionDenied},
	RateLimited:            {PartyApp, Ladder{Wait}, RateLimit, SeverityNotice, ScopeApp, GRPCResourceExhausted},
	UserCredentialsInvalid: {PartyEndUser, Ladder{ReconnectUser}, AfterUser, SeverityActionRequired, ScopeConnection, GRPCFailedPrecondition},
	MFARequired:            {PartyEndUser, Ladder{CompleteMFA}, AfterUser, SeverityActionRequired, ScopeConnection, GRPCFailedPrecondition},
	ConsentRequired:        {PartyEndUser, Ladder{ReconsentUser, ReconnectUser}, AfterUser, SeverityActionRequired, ScopeConnection, GRPCFailedPrecondition},
	UserActionRequired:     {PartyEndUser, Ladder{UserAtInstitution, ReconnectUser}, AfterUser, SeverityActionRequired, ScopeConnection, GRPCFailedPrecondition},
	NoEligibleAccount:      {PartyEndUser, Ladder{UseOtherAccount}, Never, SeverityActionRequired, ScopeConnection, GRPCFailedPrecondition},
	InstitutionUnavailable: {PartyInstitution, Ladder{Wait}, BackoffLong, SeverityNotice, ScopeInstitution, GRPCUnavailable},
	InstitutionTimeout:     {PartyInstitution, Ladder{Wait}, BackoffMedium, SeverityNotice, ScopeInstitution, GRPCDeadlineExceeded},
	InstitutionRateLimited: {PartyInstitution, Ladder{Wait}, Quota, SeverityNotice, ScopeConnection, GRPCResourceExhausted},
	AggregatorUnavailable:  {PartyAggregator, Ladder{Wait, ContactSupport}, BackoffShort, SeverityNotice, ScopeApp, GRPCUnavailable},
	AggregatorTimeout:      {PartyAggregator, Ladder{Wait, ContactSupport}, BackoffShort, SeverityNotice, ScopeApp, GRPCDeadlineExceeded},
	AggregatorInternal:     {PartyAggregator, Ladder{Wait, ContactSupport}, BackoffShort, SeverityNotice, ScopeApp, GRPCInternal},
	OperationFailed:        {PartyUnknown, Ladder{ContactSupport}, Never, SeverityNotice, ScopeRequest, GRPCAborted},
}
