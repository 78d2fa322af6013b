import { credentials, type ServiceError } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import {
  type RegisterResourceHookRequest,
  ResourceHookRequest,
  ResourceHookResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { GuardRefusal } from "../plan";
import { clientOptions } from "./channel";
import type { Registration } from "./registration";

/** A moment of a resource's life to which a preview calls the bound hooks. */
export type HookMoment = "beforeCreate" | "beforeUpdate";

/** The hooks of one resource at one moment. */
export interface HookCall {
  readonly moment: HookMoment;
  readonly registration: Registration;
  /** What the resource would get, where that is not what the program registered. */
  readonly newInputs?: Struct;
  /** What the resource has now; none before it is created. */
  readonly oldInputs?: Struct;
}

interface Hook {
  readonly target: string;
  readonly token: string;
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

/** The hooks that a program registered; it serves their callbacks itself while it runs. */
export class Hooks {
  readonly #hooks = new Map<string, Hook>();
  readonly #clients = new Map<string, CallbacksClient>();

  register(request: RegisterResourceHookRequest): void {
    const callback = request.getCallback();
    if (callback === undefined) return;
    this.#hooks.set(request.getName(), {
      target: callback.getTarget(),
      token: callback.getToken(),
      onDryRun: request.getOnDryRun(),
      ignoreErrors: request.getIgnoreErrors(),
    });
  }

  /**
   * Calls the hooks of one moment that want to be called in a preview, in the order they are bound.
   *
   * @returns What they refused; the first refusal of a resource is its only one, as in the engine.
   */
  async refusals(call: HookCall): Promise<GuardRefusal[]> {
    const { urn, hooks } = call.registration.resource;
    for (const name of hooks[call.moment] ?? []) {
      const hook = this.#hooks.get(name);
      if (!hook?.onDryRun) continue;
      const message = await this.#call(hook, requestFor(call));
      if (message !== "" && !hook.ignoreErrors) return [{ urn, hook: name, message }];
    }
    return [];
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  /** The error of the hook; empty when it let the resource pass. */
  async #call({ target, token }: Hook, hookRequest: ResourceHookRequest): Promise<string> {
    const request = new CallbackInvokeRequest();
    request.setToken(token);
    request.setRequest(hookRequest.serializeBinary());
    const client = this.#client(target);
    const reply = await new Promise<CallbackInvokeResponse>((resolve, reject) => {
      client.invoke(request, (error: ServiceError | null, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
    return ResourceHookResponse.deserializeBinary(reply.getResponse_asU8()).getError();
  }

  #client(target: string): CallbacksClient {
    const known = this.#clients.get(target);
    if (known !== undefined) return known;
    const client = new CallbacksClient(target, credentials.createInsecure(), clientOptions);
    this.#clients.set(target, client);
    return client;
  }
}

function requestFor({ registration, newInputs, oldInputs }: HookCall): ResourceHookRequest {
  const { resource, inputs } = registration;
  const request = new ResourceHookRequest();
  request.setUrn(resource.urn);
  request.setName(resource.name);
  request.setType(resource.type);
  request.setNewInputs(newInputs ?? inputs);
  if (oldInputs !== undefined) request.setOldInputs(oldInputs);
  return request;
}
