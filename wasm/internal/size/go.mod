module github.com/finfault/finfault/wasm/internal/size

go 1.26

replace github.com/finfault/finfault => ../../..

require (
	github.com/andybalholm/brotli v1.2.8
	github.com/finfault/finfault v0.0.0
	github.com/stretchr/testify v1.12.1
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect
