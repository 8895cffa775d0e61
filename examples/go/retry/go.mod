module github.com/finfault/finfault/examples/go/retry

go 1.26

replace github.com/finfault/finfault => ../../..

require (
	github.com/finfault/finfault v0.0.0
	github.com/hashicorp/go-retryablehttp v0.7.8
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/hashicorp/go-cleanhttp v0.5.2 // indirect
	github.com/josharian/intern v1.0.0 // indirect
	github.com/mailru/easyjson v0.9.2 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)
