import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { reply } from "./monitor";
import type { Recording } from "./recording";
import { kindOf, nameOf, rootType, typeOf } from "./urn";

/** The engine's own service, to which a program logs. */
export function logService(recording: Recording): IEngineServer {
  let root = "";
  return {
    log: reply((request: LogRequest) => {
      keep(request, recording);
      return new Empty();
    }),
    getRootResource: reply(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: reply((request) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: reply(() => new Empty()),
    requirePulumiVersion: reply(() => new RequirePulumiVersionResponse()),
  };
}

function keep(request: LogRequest, { errors, notices }: Recording): void {
  switch (request.getSeverity()) {
    case LogSeverity.ERROR:
      errors.push(line(request));
      break;
    case LogSeverity.WARNING:
      notices.push(`warning: ${line(request)}`);
      break;
    case LogSeverity.INFO:
      if (!request.getEphemeral()) notices.push(line(request));
      break;
    case LogSeverity.DEBUG:
      break;
  }
}

/** The message, after the resource it is about. */
function line(request: LogRequest): string {
  const urn = request.getUrn();
  const message = request.getMessage().trimEnd();
  return urn === "" || typeOf(urn) === rootType
    ? message
    : `${kindOf(typeOf(urn))} ${nameOf(urn)}: ${message}`;
}
