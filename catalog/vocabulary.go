package catalog

// Provider is who answered.
type Provider uint8

const (
	// ProviderUnknown: not given and not to be told from body and headers.
	ProviderUnknown Provider = 0
	Basiq           Provider = 1
	Synapse         Provider = 2 // SynapseFI
	TrueLayer       Provider = 3
	MX              Provider = 4
)

var providerNames = [...]string{"unknown", "basiq", "synapse", "truelayer", "mx"}

// String returns the provider's name in the JSON form.
func (p Provider) String() string { return nameOf(providerNames[:], p) }

// ParseProvider returns the provider of a name in the JSON form.
func ParseProvider(name string) (Provider, bool) { return parseName[Provider](providerNames[:], name) }

// Operation is what the caller was doing. The same status and code can need
// opposite actions, separable only by this.
type Operation uint8

const (
	OperationUnknown Operation = 0
	// Token: any token or auth endpoint.
	Token Operation = 1
	// Login: the request hands the end user's bank credentials over, also
	// where it creates something.
	Login Operation = 2
	// Sync: refreshing an existing connection.
	Sync Operation = 3
	// Verify: an account-verification job.
	Verify Operation = 4
	// MFA: answering a challenge.
	MFA Operation = 5
	// Read: reading data.
	Read Operation = 6
	// Write: changing data.
	Write Operation = 7
	// Payment: a request that can move money; reading its state is [Read].
	Payment Operation = 8
	// Job: reading the state of a job or a member.
	Job Operation = 9
	// SSO: a single sign-on endpoint.
	SSO Operation = 10
)

// NumOperations is the number of operations, [OperationUnknown] among them.
const NumOperations = 11

var operationNames = [NumOperations]string{"unknown", "token", "login", "sync", "verify", "mfa", "read", "write", "payment", "job", "sso"}

// String returns the operation's name in the JSON form.
func (o Operation) String() string { return nameOf(operationNames[:], o) }

// ParseOperation returns the operation of a name in the JSON form.
func ParseOperation(name string) (Operation, bool) {
	return parseName[Operation](operationNames[:], name)
}

// Mutates reports whether the request may have changed something or moved
// money, so that a failure leaves open whether it was applied.
func (o Operation) Mutates() bool { return o == Write || o == Payment }

// Outcome is whether the answer is a failure at all: failures hide inside 2xx,
// and some things that look like errors are none.
type Outcome uint8

const (
	OutcomeError   Outcome = 0
	OutcomePending Outcome = 1
	OutcomeOK      Outcome = 2
)

var outcomeNames = [...]string{"error", "pending", "ok"}

// String returns the outcome's name in the JSON form.
func (o Outcome) String() string { return nameOf(outcomeNames[:], o) }

// ParseOutcome returns the outcome of a name in the JSON form.
func ParseOutcome(name string) (Outcome, bool) { return parseName[Outcome](outcomeNames[:], name) }

// Shape is the wire format that was read.
type Shape uint8

const (
	// ShapeOther: JSON that is none of the known formats.
	ShapeOther Shape = 0
	// ShapeBasiqErrors: a list of error items with a correlationId.
	ShapeBasiqErrors Shape = 1
	// ShapeBasiqError: one bare error object (Payments API).
	ShapeBasiqError Shape = 2
	// ShapeBasiqJob: a job with its steps.
	ShapeBasiqJob Shape = 3
	// ShapeBasiqJobs: a list of jobs.
	ShapeBasiqJobs Shape = 4
	// ShapeBasiqResource: any other Basiq resource or list.
	ShapeBasiqResource Shape = 5
	// ShapeSynapse: error, error_code, http_code, success.
	ShapeSynapse Shape = 6
	// ShapeSynapseReason: the old success and reason.
	ShapeSynapseReason Shape = 7
	// ShapeTrueLayerProblem: an RFC 9457 problem of TrueLayer.
	ShapeTrueLayerProblem Shape = 8
	// ShapeTrueLayerError: error with an optional description (OAuth, Data API).
	ShapeTrueLayerError Shape = 9
	// ShapeTrueLayerResource: a payment, payout, mandate or webhook with a status.
	ShapeTrueLayerResource Shape = 10
	// ShapeMXError: code and message, a bare message, or MDX error_title.
	ShapeMXError Shape = 11
	// ShapeMXSSO: error as a text.
	ShapeMXSSO Shape = 12
	// ShapeMXMember: a member with its connection_status, also in webhooks.
	ShapeMXMember Shape = 13
	// ShapeMXResource: any other MX resource.
	ShapeMXResource Shape = 14
	// ShapeProblem: an RFC 9457 problem of nobody we know.
	ShapeProblem Shape = 15
	// ShapeGateway: a bare message of an API gateway.
	ShapeGateway Shape = 16
	ShapeHTML    Shape = 17
	ShapeXML     Shape = 18
	ShapeText    Shape = 19
	// ShapeEmpty: nothing but blanks.
	ShapeEmpty Shape = 20
	// ShapeInvalidJSON: broken or cut JSON.
	ShapeInvalidJSON Shape = 21
)

// NumShapes is the number of shapes.
const NumShapes = 22

var shapeNames = [NumShapes]string{"other", "basiq_errors", "basiq_error", "basiq_job", "basiq_jobs", "basiq_resource",
	"synapse", "synapse_reason", "truelayer_problem", "truelayer_error", "truelayer_resource",
	"mx_error", "mx_sso", "mx_member", "mx_resource", "problem", "gateway", "html", "xml", "text", "empty", "invalid_json"}

// String returns the shape's name in the JSON form.
func (s Shape) String() string { return nameOf(shapeNames[:], s) }

// ParseShape returns the shape of a name in the JSON form.
func ParseShape(name string) (Shape, bool) { return parseName[Shape](shapeNames[:], name) }

// Party is who has to act for it to work.
type Party uint8

const (
	PartyUnknown Party = 0
	// PartyApp: us.
	PartyApp Party = 1
	// PartyEndUser: the end user.
	PartyEndUser Party = 2
	// PartyInstitution: the bank.
	PartyInstitution Party = 3
	// PartyAggregator: the provider's platform.
	PartyAggregator Party = 4
	// PartyEdge: something between us and the provider.
	PartyEdge Party = 5
)

var partyNames = [...]string{"unknown", "app", "end_user", "institution", "aggregator", "edge"}

// String returns the party's name in the JSON form.
func (p Party) String() string { return nameOf(partyNames[:], p) }

// ParseParty returns the party of a name in the JSON form.
func ParseParty(name string) (Party, bool) { return parseName[Party](partyNames[:], name) }

// Severity is what a front end should do with the verdict.
type Severity uint8

const (
	// SeveritySilent: show nothing.
	SeveritySilent Severity = 0
	// SeverityNotice: say that it did not work.
	SeverityNotice Severity = 1
	// SeverityActionRequired: ask the end user to act.
	SeverityActionRequired Severity = 2
	// SeverityBlocking: this will not work until somebody changes something.
	SeverityBlocking Severity = 3
)

var severityNames = [...]string{"silent", "notice", "action_required", "blocking"}

// String returns the severity's name in the JSON form.
func (s Severity) String() string { return nameOf(severityNames[:], s) }

// ParseSeverity returns the severity of a name in the JSON form.
func ParseSeverity(name string) (Severity, bool) { return parseName[Severity](severityNames[:], name) }

// Scope is who else is hit: the key for circuit breakers, paging and metrics.
type Scope uint8

const (
	ScopeRequest     Scope = 0
	ScopeConnection  Scope = 1
	ScopeInstitution Scope = 2
	ScopeApp         Scope = 3
)

var scopeNames = [...]string{"request", "connection", "institution", "app"}

// String returns the scope's name in the JSON form.
func (s Scope) String() string { return nameOf(scopeNames[:], s) }

// ParseScope returns the scope of a name in the JSON form.
func ParseScope(name string) (Scope, bool) { return parseName[Scope](scopeNames[:], name) }

// Effect says of a failed write or payment whether it was applied.
type Effect uint8

const (
	// EffectNone: not a failed write or payment; nothing is said.
	EffectNone Effect = 0
	// EffectNotApplied: nothing was changed.
	EffectNotApplied Effect = 1
	// EffectUnknown: nobody knows; only the same idempotency key may be replayed.
	EffectUnknown Effect = 2
)

var effectNames = [...]string{"", "not_applied", "unknown"}

// String returns the effect's name in the JSON form, "" for EffectNone.
func (e Effect) String() string { return nameOf(effectNames[:], e) }

// ParseEffect returns the effect of a name in the JSON form.
func ParseEffect(name string) (Effect, bool) { return parseName[Effect](effectNames[:], name) }

// Basis is which evidence decided the category.
type Basis uint8

const (
	BasisNone    Basis = 0
	BasisOverlay Basis = 1
	BasisHeader  Basis = 2
	BasisCode    Basis = 3
	// BasisMessage: a documented text, alone or narrowing a code.
	BasisMessage Basis = 4
	BasisStatus  Basis = 5
	BasisShape   Basis = 6
)

var basisNames = [...]string{"none", "overlay", "header", "code", "message", "status", "shape"}

// String returns the basis' name in the JSON form.
func (b Basis) String() string { return nameOf(basisNames[:], b) }

// ParseBasis returns the basis of a name in the JSON form.
func ParseBasis(name string) (Basis, bool) { return parseName[Basis](basisNames[:], name) }

// Certainty is how sure the verdict is.
type Certainty uint8

const (
	// CertaintyUnknown: nothing was recognised.
	CertaintyUnknown Certainty = 0
	// Documented: a row of the catalog says so.
	Documented Certainty = 1
	// Inferred: from the status alone, or from a row that reads between the lines.
	Inferred Certainty = 2
	// Ambiguous: the documentation leaves it open; Alternatives lists the others.
	Ambiguous Certainty = 3
)

var certaintyNames = [...]string{"unknown", "documented", "inferred", "ambiguous"}

// String returns the certainty's name in the JSON form.
func (c Certainty) String() string { return nameOf(certaintyNames[:], c) }

// ParseCertainty returns the certainty of a name in the JSON form.
func ParseCertainty(name string) (Certainty, bool) {
	return parseName[Certainty](certaintyNames[:], name)
}

// Hint is what the provider itself says about retrying.
type Hint uint8

const (
	HintUnknown Hint = 0
	HintYes     Hint = 1
	HintNo      Hint = 2
)

var hintNames = [...]string{"unknown", "yes", "no"}

// String returns the hint's name in the JSON form.
func (h Hint) String() string { return nameOf(hintNames[:], h) }

// ParseHint returns the hint of a name in the JSON form.
func ParseHint(name string) (Hint, bool) { return parseName[Hint](hintNames[:], name) }

// Action is one rung of a ladder: what to try.
type Action uint8

const (
	// ActionNone is the zero value and ends a [Ladder].
	ActionNone        Action = 0
	FixRequest        Action = 1  // change the code that builds the request
	FixCredentials    Action = 2  // change API key, secret, scope or signature
	RefreshToken      Action = 3  // get a new access token, once
	CorrectInput      Action = 4  // let the end user correct what was typed
	ReconnectUser     Action = 5  // let the end user log in at the bank again
	ReconsentUser     Action = 6  // let the end user renew the consent
	CompleteMFA       Action = 7  // let the end user answer the challenge
	UserAtInstitution Action = 8  // send the end user to the bank
	UseOtherAccount   Action = 9  // let the end user pick another account
	LookupExisting    Action = 10 // read the object before changing it
	StopUsing         Action = 11 // do not offer this with this institution
	Wait              Action = 12 // wait as the retry policy says
	PollStatus        Action = 13 // read the state again
	ContactSupport    Action = 14 // ask the provider's support
)

var actionNames = [...]string{"", "fix_request", "fix_credentials", "refresh_token", "correct_input", "reconnect_user",
	"reconsent_user", "complete_mfa", "user_at_institution", "use_other_account", "lookup_existing", "stop_using",
	"wait", "poll_status", "contact_support"}

// String returns the action's name in the JSON form.
func (a Action) String() string { return nameOf(actionNames[:], a) }

// ParseAction returns the action of a name in the JSON form.
func ParseAction(name string) (Action, bool) { return parseName[Action](actionNames[:], name) }

// Drift is one way in which an answer differs from the documentation.
type Drift uint8

const (
	// UnknownCode: no row decides on the code. Codes that a provider lists
	// without saying what they mean count as unknown too.
	UnknownCode Drift = 0
	// StatusMoved: a known code under a status it is not documented for.
	StatusMoved Drift = 1
	// RespelledCode: a known code in a spelling that the catalog does not list.
	RespelledCode Drift = 2
	// StatusMismatch: the body says another status than the wire.
	StatusMismatch Drift = 3
	// UnknownShape: JSON that is no known format.
	UnknownShape Drift = 4
	// TypeChanged: a member has another JSON type than documented.
	TypeChanged Drift = 5
)

var driftNames = [...]string{"unknown_code", "status_moved", "respelled_code", "status_mismatch", "unknown_shape", "type_changed"}

// String returns the drift's name in the JSON form.
func (d Drift) String() string { return nameOf(driftNames[:], d) }

// ParseDrift returns the drift of a name in the JSON form.
func ParseDrift(name string) (Drift, bool) { return parseName[Drift](driftNames[:], name) }

// GRPCCode is a code of google.rpc.Code, with the numbers that gRPC gives them.
type GRPCCode uint8

const (
	GRPCOK                 GRPCCode = 0
	GRPCUnknown            GRPCCode = 2
	GRPCInvalidArgument    GRPCCode = 3
	GRPCDeadlineExceeded   GRPCCode = 4
	GRPCNotFound           GRPCCode = 5
	GRPCAlreadyExists      GRPCCode = 6
	GRPCPermissionDenied   GRPCCode = 7
	GRPCResourceExhausted  GRPCCode = 8
	GRPCFailedPrecondition GRPCCode = 9
	GRPCAborted            GRPCCode = 10
	GRPCUnimplemented      GRPCCode = 12
	GRPCInternal           GRPCCode = 13
	GRPCUnavailable        GRPCCode = 14
	GRPCUnauthenticated    GRPCCode = 16
)

var grpcNames = [...]string{"OK", "", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
	"PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "", "UNIMPLEMENTED", "INTERNAL",
	"UNAVAILABLE", "", "UNAUTHENTICATED"}

// String returns the code's name as google.rpc.Code spells it.
func (c GRPCCode) String() string { return nameOf(grpcNames[:], c) }

// ParseGRPCCode returns the code of a name of google.rpc.Code.
func ParseGRPCCode(name string) (GRPCCode, bool) { return parseName[GRPCCode](grpcNames[:], name) }
