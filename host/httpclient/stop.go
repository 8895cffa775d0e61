package httpclient

// Stop is why a request that failed was not sent again.
type Stop uint8

const (
	// StopNone: nobody asked, or it was sent again.
	StopNone Stop = iota
	// StopForbidden: the verdict allows no automatic retry.
	StopForbidden
	// StopUsedUp: it was sent again as often as the policy allows.
	StopUsedUp
	// StopWait: the wait may be longer than [Config.WithMaxWait] allows.
	StopWait
	// StopDeadline: the wait would end after the deadline.
	StopDeadline
	// StopNoTokens: the request carried no token of [Tokens] that could be
	// renewed.
	StopNoTokens
	// StopRefresh: no new token could be fetched; the error wraps the reason.
	StopRefresh
	// StopContext: the context of the request has ended.
	StopContext
)

var stopNames = [...]string{"", "forbidden", "used_up", "wait", "deadline", "no_tokens", "refresh", "context"}

var stopReasons = [...]string{"", "code must not do so by itself", "its retries are used up",
	"the wait is too long to stand by", "the wait would end after the deadline",
	"it carried no token that could be renewed", "no new token could be fetched", "its context has ended"}

// String returns a name for labels, such as "deadline", and "" for StopNone.
func (s Stop) String() string {
	if int(s) < len(stopNames) {
		return stopNames[s]
	}
	return ""
}

// reason says the same to people.
func (s Stop) reason() string {
	if int(s) < len(stopReasons) {
		return stopReasons[s]
	}
	return ""
}
