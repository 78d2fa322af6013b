// What charts are taken from whose project is a Go module. Nothing here is compiled, so `go mod tidy` would drop it all:
// after a change run `go mod download` with each module's name, which writes go.sum.
module tools/charts

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2 // indirect
	github.com/envoyproxy/gateway v1.9.1 // indirect
)
