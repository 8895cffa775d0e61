package standin

// Answers in the providers' own shapes.
var (
	BasiqRateLimit = Answer{Status: 429, Header: map[string]string{"Retry-After": "1"},
		Body: `{"type":"list","correlationId":"9b27dbd7-d397-428a-9eff-5048d2bed5eb","data":[{"type":"error","code":"too-many-requests","title":"Too many requests","detail":"You have exceeded the rate limit for this API."}]}`}
	BasiqAccounts = Answer{Status: 200, Body: `{"type":"list","count":0,"size":0,"data":[]}`}
	// BasiqTimeout is what AWS answers in front of Basiq.
	BasiqTimeout = Answer{Status: 504, Header: map[string]string{"X-Amzn-Errortype": "InternalServerErrorException"},
		Body: `{"message":"Endpoint request timed out"}`}
	BasiqJobRunning = Answer{Status: 200, Header: map[string]string{"Retry-After": "1"},
		Body: `{"type":"job","id":"61723","steps":[{"title":"verify-credentials","status":"in-progress","result":null}]}`}
	// BasiqJobFailed is a failure inside 200: only the steps tell.
	BasiqJobFailed = Answer{Status: 200,
		Body: `{"type":"job","id":"61723","steps":[{"title":"verify-credentials","status":"failed","result":{"code":"invalid-credentials","title":"Cannot login to target institution, check credentials.","detail":""}}]}`}

	SynapseExpired = Answer{Status: 401,
		Body: `{"error":{"code":"invalid_oauth_key","en":"Invalid/expired oauth_key."},"error_code":"300","http_code":"401"}`}
	SynapseUser = Answer{Status: 200, Body: `{"_id":"594e0fa2838454002ea317a0","legal_names":["Jane Doe"]}`}
	SynapseDown = Answer{Status: 503,
		Body: `{"http_code":"503","error_code":"503","error":{"en":"Service unavailable. The server is currently unable to handle the request due to a temporary overload or scheduled maintenance."},"success":false}`}

	TrueLayerExpired = Answer{Status: 401, Header: map[string]string{"Content-Type": "application/problem+json"},
		Body: `{"type":"https://docs.truelayer.com/docs/error-types#unauthenticated","title":"Unauthenticated","status":401,"trace_id":"96ce50247f87f540bb2d86771b3728b8","detail":"The token has expired."}`}
	TrueLayerResults = Answer{Status: 200, Body: `{"results":[],"status":"Succeeded"}`}
	// TrueLayerDown is the page of a load balancer.
	TrueLayerDown = Answer{Status: 503, Header: map[string]string{"Content-Type": "text/html"},
		Body: `<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>`}
	TrueLayerPaid  = Answer{Status: 201, Body: `{"id":"48c890dc-8c03-428c-9a8b-2f383fd0ba38","status":"authorization_required"}`}
	TrueLayerQuota = Answer{Status: 429, Body: `{"error":"provider_request_limit_exceeded"}`}
	// TrueLayerDeclined is a failure inside 200: the payment itself says so.
	TrueLayerDeclined = Answer{Status: 200,
		Body: `{"id":"48c890dc-8c03-428c-9a8b-2f383fd0ba38","status":"failed","failure_stage":"authorizing","failure_reason":"insufficient_funds"}`}

	MXGateway = Answer{Status: 502, Header: map[string]string{"Content-Type": "text/html"},
		Body: `<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>`}
	MXUser = Answer{Status: 200, Body: `{"user":{"guid":"USR-fa7537f3-48aa-a683-a02a-b18940482f54"}}`}

	// Reset breaks the connection.
	Reset = Answer{Reset: true}
)
