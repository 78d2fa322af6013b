// What charts are taken from whose project is a Go module. Nothing here is compiled, so `go mod tidy` would drop it all:
// after a change run `go mod download` with each module's name, which writes go.sum.
module tools/charts

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2 // indirect
	github.com/envoyproxy/gateway v1.9.1 // indirect
	// Istio's tags have no v, so that Go knows its releases by their commits alone: of branch release-1.31. The definitions
	// of custom resources in it are those of istio.io/api v1.31.1, but for labels.
	istio.io/istio v0.0.0-20260827124520-eed52ebb66ad // indirect
)
