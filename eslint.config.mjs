import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

/** A room of pure functions: data in, data out, so that a test needs neither a cloud nor a Pulumi runtime. */
const pure = {
  files: [
    "config/**/*.ts",
    "guards/**/*.ts",
    "policies/rules/**/*.ts",
    "policies/lib/**/*.ts",
    "watch/{judge,queries,rollback,sample,settings,shift,watch}.ts",
  ],
  ignores: ["config/index.ts"],
};

const providerSdks = [
  "@pulumi/aws",
  "@pulumi/kubernetes",
  "@pulumi/random",
  "@pulumi/pulumi",
  "@pulumi/policy",
];

/** What a component may not ask: environments differ in data, and two previews of one commit are the same. */
const ambient = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "read the stack file instead",
  },
  {
    selector: "NewExpression[callee.property.name='Config']",
    message: "config/index.ts is the one reader of Config",
  },
  {
    selector: "CallExpression[callee.property.name='getStack']",
    message: "environments differ in data, not by name",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "the program reads no clock",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "the program reads no clock",
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "previews must repeat",
  },
];

/** A resource made inside `apply` is missing from the preview. */
const noResourceInApply = {
  selector: "CallExpression[callee.property.name='apply'] NewExpression[callee.type='MemberExpression']",
  message: "make resources outside apply, so that the preview shows them",
};

const bareError = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: "throw a RunError, a ResourceError or one of the project's own errors, with what to do",
};

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "policies/dist/", ".cache/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: "./tsconfig.check.json", tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 10],
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-syntax": ["error", noResourceInApply, bareError],
      // Resources are made for their effect: the engine is told, nobody need keep the object.
      "no-new": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { prefer: "type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // `const { placement, ...inputs } = args` is how a component keeps live resources out of its inputs.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["components/**/*.ts", "config/**/*.ts", "guards/**/*.ts", "policies/**/*.ts", "watch/**/*.ts"],
    plugins: { jsdoc },
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          contexts: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "TSPropertySignature"],
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          checkConstructors: false,
        },
      ],
    },
  },
  {
    files: ["components/**/*.ts", "guards/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", noResourceInApply, bareError, ...ambient] },
  },
  {
    files: ["components/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "config/(index|source)$|config$", message: "components are handed their settings" },
          ],
        },
      ],
    },
  },
  {
    ...pure,
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: providerSdks.map((name) => ({ name, message: "this room is pure", allowTypeImports: true })),
        },
      ],
      "no-restricted-syntax": ["error", noResourceInApply, bareError, ...ambient],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["tools/**/*.ts"], rules: { "no-console": "off" } },
);
