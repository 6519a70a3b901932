// Generated from api/repository.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `repository.upload`. */
export interface RepositoryUploadRequest {
  /** Repository area: general media files (apps, images, video), data tables, automation scripts. */
  repository: 'media' | 'datatables' | 'scripts';
  /** Repository key: <visibility>:<path>, visibility one of PRIVATE, GROUP, PUBLIC; path may contain / for folders, e.g. PRIVATE:apps/demo.apk. Encode special characters; clients send the colon and the slashes raw. */
  repositoryItemKey: string;
  /** true lets a user with administrator credentials upload items in the repositories of other users. Default: false. */
  admin?: boolean;
  /** User name that owns the item; only with admin=true, to resolve PRIVATE or GROUP keys. */
  owner?: string;
  /** Group name; only with admin=true, to resolve GROUP keys. */
  group?: string;
  /** true replaces an item that already has this key. Default: false. */
  overwrite?: boolean;
  /** Wildcard. Sets repository property <name>; repeatable with different names. Example property.readonly=true. The documentation types the column boolean while its own text speaks of typed values. */
  property?: Readonly<Record<string, string | number | boolean>>;
  /** File format; the documentation restricts it to one kind of item (the kind and the allowed values are beyond the text that was read). */
  format?: string;
}

/** Answer of `repository.upload`. */
export interface RepositoryUploadAnswer {
  /** Success when stored; the old pages write it in lower case (success / failure), live clients compare with Success. */
  status: string;
}

/** Upload item to repository (legacy, documented). Source: https://developers.perfectomobile.com/display/PD/Upload+Item+to+Repository */
export const repositoryUpload: Operation<RepositoryUploadRequest, RepositoryUploadAnswer> = {
  id: 'repository.upload',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/repositories/{repository}/{repositoryItemKey}',
  operation: 'upload',
  effect: 'changes',
  parameters: {
    repository: 'path',
    repositoryItemKey: 'path',
    admin: 'query',
    owner: 'query',
    group: 'query',
    overwrite: 'query',
    property: 'query:family',
    format: 'query',
  },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `repository.download`. */
export interface RepositoryDownloadRequest {
  /** Repository area: general media files (apps, images, video), data tables, automation scripts. */
  repository: 'media' | 'datatables' | 'scripts';
  /** Repository key: <visibility>:<path>, visibility one of PRIVATE, GROUP, PUBLIC; path may contain / for folders, e.g. PRIVATE:apps/demo.apk. Encode special characters; clients send the colon and the slashes raw. */
  repositoryItemKey: string;
  /** true lets an administrator read other users' repositories (same trio as on the sister operations). (inferred) */
  admin?: boolean;
  /** Owner of a PRIVATE or GROUP item, with admin=true. (inferred) */
  owner?: string;
  /** Group of a GROUP item, with admin=true. (inferred) */
  group?: string;
}

/** Answer of `repository.download`: The stored bytes; no JSON or XML envelope on success. */
export type RepositoryDownloadAnswer = unknown;

/** Download item from repository (legacy, from-client-code). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/repository_operations-legacy.htm */
export const repositoryDownload: Operation<RepositoryDownloadRequest, RepositoryDownloadAnswer> = {
  id: 'repository.download',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/repositories/{repository}/{repositoryItemKey}',
  operation: 'download',
  effect: 'reads',
  parameters: {
    repository: 'path',
    repositoryItemKey: 'path',
    admin: 'query',
    owner: 'query',
    group: 'query',
  },
  body: 'binary',
};

/** Parameters of `repository.list`. */
export interface RepositoryListRequest {
  /** Repository area; when it is left out items of every area are returned (documented). */
  repository?: 'media' | 'datatables' | 'scripts';
  /** Sub-area and optional folder to start from, e.g. GROUP: or PRIVATE:apps. Optional. */
  repositoryItemKey?: string;
  /** true lets a user with administrator credentials list items in the repositories of other users. */
  admin?: 'true' | 'false';
  /** User name that owns the item; only with admin=true, to resolve PRIVATE or GROUP keys. */
  owner?: string;
  /** Group name; only with admin=true, to resolve GROUP keys. */
  group?: string;
}

/** Answer of `repository.list`. */
export interface RepositoryListAnswer {
  /** Repository keys, each with its visibility prefix and folder path. */
  items?: string[];
}

/** Get repository items list (legacy, documented). Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Get+Repository+Items+List */
export const repositoryList: Operation<RepositoryListRequest, RepositoryListAnswer> = {
  id: 'repository.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/repositories/{repository}/{repositoryItemKey}',
  operation: 'list',
  effect: 'reads',
  parameters: {
    repository: 'path',
    repositoryItemKey: 'path',
    admin: 'query',
    owner: 'query',
    group: 'query',
  },
  body: 'object',
  answer: { items: ['string'] },
};

/** Parameters of `repository.info`. */
export interface RepositoryInfoRequest {
  /** Repository area: general media files (apps, images, video), data tables, automation scripts. */
  repository: 'media' | 'datatables' | 'scripts';
  /** Repository key: <visibility>:<path>, visibility one of PRIVATE, GROUP, PUBLIC; path may contain / for folders, e.g. PRIVATE:apps/demo.apk. Encode special characters; clients send the colon and the slashes raw. */
  repositoryItemKey: string;
  /** true lets a user with administrator credentials read item information in the repositories of other users. */
  admin?: 'true' | 'false';
  /** User name that owns the item; only with admin=true, to resolve PRIVATE or GROUP keys. */
  owner?: string;
  /** Group name; only with admin=true, to resolve GROUP keys. */
  group?: string;
}

/** Answer of `repository.info`. */
export interface RepositoryInfoAnswer {
  /** The item. (from-client-code) */
  item?: {
    /** When the item was stored. (from-client-code) */
    creationTime?: {
      /** ISO form, date part before T. (from-client-code) */
      formatted?: string;
      /** Same instant in ms since the epoch; assumed from the same pair on reservations. (inferred) */
      millis?: number;
    };
  };
}

/** Get repository item information (legacy, documented). Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Get+Repository+Item+Information */
export const repositoryInfo: Operation<RepositoryInfoRequest, RepositoryInfoAnswer> = {
  id: 'repository.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/repositories/{repository}/{repositoryItemKey}',
  operation: 'info',
  effect: 'reads',
  parameters: {
    repository: 'path',
    repositoryItemKey: 'path',
    admin: 'query',
    owner: 'query',
    group: 'query',
  },
  body: 'object',
  answer: { item: { creationTime: { formatted: 'string', millis: 'integer' } } },
};

/** Parameters of `repository.delete`. */
export interface RepositoryDeleteRequest {
  /** Sent by the Java client of the vendor on every delete (false unless asked); by its name it deletes an item with the readonly property too (meaning inferred). Default: false. (from-client-code) */
  force?: boolean;
  /** Repository area: general media files (apps, images, video), data tables, automation scripts. */
  repository: 'media' | 'datatables' | 'scripts';
  /** Repository key: <visibility>:<path>, visibility one of PRIVATE, GROUP, PUBLIC; path may contain / for folders, e.g. PRIVATE:apps/demo.apk. Encode special characters; clients send the colon and the slashes raw. */
  repositoryItemKey: string;
  /** true lets an administrator delete items other users own in PUBLIC, items in PRIVATE areas of other automation users, and folders that are not empty. */
  admin?: boolean;
  /** Owner of the item; with admin=true, for PRIVATE or GROUP keys. */
  owner?: string;
  /** Group name; with admin=true, for GROUP keys. */
  group?: string;
}

/** Answer of `repository.delete`. */
export interface RepositoryDeleteAnswer {
  /** Success, or failure. Clients compare with Success. */
  status: string;
  /** Detail code. Known values: deleted (documented), one that begins with read (documented, cut in the excerpt; readOnly inferred), notOwner (client code). More exist. */
  completionCode?: string;
}

/** Delete item from repository (legacy, documented). Permission: owner of the item; administrator with admin=true for items of others. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/delete_item_from_repository-legacy.htm */
export const repositoryDelete: Operation<RepositoryDeleteRequest, RepositoryDeleteAnswer> = {
  id: 'repository.delete',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/repositories/{repository}/{repositoryItemKey}',
  operation: 'delete',
  effect: 'changes',
  parameters: {
    force: 'query',
    repository: 'path',
    repositoryItemKey: 'path',
    admin: 'query',
    owner: 'query',
    group: 'query',
  },
  body: 'object',
  answer: { 'status!': 'string', completionCode: 'string' },
};

/** Parameters of `repository.move`. */
export interface RepositoryMoveRequest {
  /** Repository key: <visibility>:<path>, visibility one of PRIVATE, GROUP, PUBLIC; path may contain / for folders, e.g. PRIVATE:apps/demo.apk. Encode special characters; clients send the colon and the slashes raw. */
  repositoryItemKey: string;
  /** New repository key of the file. */
  repositoryKey: string;
  /** true lets an administrator move items to or from the PRIVATE area of other automation users. Default: false. */
  admin?: boolean;
  /** Owner of the item, with admin=true, for PRIVATE or GROUP keys; used for the source and the target. */
  owner?: string;
  /** Group name, with admin=true, for GROUP keys. */
  group?: string;
  /** Wildcard, repeatable. Property set on the moved file, e.g. property.readonly=true. */
  property?: Readonly<Record<string, string | number | boolean>>;
  /** Probably as on upload; the table continues beyond the text that was read. Default: false. (inferred) */
  overwrite?: boolean;
}

/** Answer of `repository.move`. */
export interface RepositoryMoveAnswer {
  /** Success or failure, as on the sister operations. (inferred) */
  status: string;
}

/** Move file in media repository (legacy, documented). Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Move+file+in+Media+Repository */
export const repositoryMove: Operation<RepositoryMoveRequest, RepositoryMoveAnswer> = {
  id: 'repository.move',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/repositories/media/{repositoryItemKey}',
  operation: 'move',
  effect: 'changes',
  parameters: {
    repositoryItemKey: 'path',
    repositoryKey: 'query',
    admin: 'query',
    owner: 'query',
    group: 'query',
    property: 'query:family',
    overwrite: 'query',
  },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `repository.clean`. */
export interface RepositoryCleanRequest {
  /** A place in the reports repository; visibilities PRIVATE, GROUP, PUBLIC, SYSTEM. */
  repositoryItemKey: string;
  /** Must be true: the caller deletes reports of other users. */
  admin: boolean;
  /** Owner of the reports; * means every user under PRIVATE. Needed with PRIVATE keys. With GROUP keys the owner's group is meant. Not allowed with PUBLIC or SYSTEM keys. */
  owner?: string;
  /** Group id for GROUP keys; * means every group. */
  group?: string;
  /** true only reports what would be deleted. Default: true. */
  dryRun?: boolean;
  /** Reports last modified longer ago than this are removed. Unit: days. Default: 180. */
  'lastModified.daysToKeep'?: number;
}

/** Answer of `repository.clean`: Counts of what was or would be deleted; field names not in the text that was read. */
export type RepositoryCleanAnswer = unknown;

/** Repository cleanup (executions) (legacy, documented). Permission: administrator (admin=true is mandatory). Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Repository+Cleanup+-+Executions */
export const repositoryClean: Operation<RepositoryCleanRequest, RepositoryCleanAnswer> = {
  id: 'repository.clean',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/repositories/executions/{repositoryItemKey}',
  operation: 'clean',
  effect: 'changes',
  parameters: {
    repositoryItemKey: 'path',
    admin: 'query',
    owner: 'query',
    group: 'query',
    dryRun: 'query',
    'lastModified.daysToKeep': 'query',
  },
  body: 'unknown',
};

/** Parameters of `repository.v1.upload`. */
export interface RepositoryV1UploadRequest {
  /** JSON metadata (members below); part content type application/json is documented, but many clients send it without one. */
  requestPart: {
    /** <folderType>:<artifactKey>; folderType PRIVATE (owner only), GROUP (users related to the owner's group) or PUBLIC (everybody). artifactKey may not hold a backslash; when no artifactName is given it may not hold / \ : " * ? < > | either. */
    artifactLocator: string;
    /** Kind of file. Upper case only. Optional up to 143 MB, mandatory for bigger files. */
    artifactType?: 'GENERAL' | 'IOS' | 'SIMULATOR' | 'ANDROID' | 'IMAGE' | 'AUDIO' | 'VIDEO' | 'SCRIPT';
    /** Name shown on download; default is the artifactKey. May not hold / \ : " * ? < > |. */
    artifactName?: string;
    /** Content type to remember. The documented samples put multipart/form-data here. */
    mimeType?: string;
    /** true replaces an item with the same locator. Default: false. */
    override?: boolean;
    /** Tags, e.g. ["tag1","tag2"]. The page lists it beside requestPart, the samples carry it inside. */
    tags?: readonly string[];
  };
}

/** Answer of `repository.v1.upload`: Only code 200 is documented; no client reads the body. */
export type RepositoryV1UploadAnswer = unknown;

/** Upload item to repository (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/upload_item_to_repository.htm */
export const repositoryV1Upload: Operation<RepositoryV1UploadRequest, RepositoryV1UploadAnswer> = {
  id: 'repository.v1.upload',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/repository/api/v1/artifacts',
  effect: 'changes',
  parameters: { requestPart: 'multipart' },
  body: 'unknown',
};

/** Parameters of `repository.v1.download`. */
export interface RepositoryV1DownloadRequest {
  /** <folderType>:<artifactKey>; folderType PRIVATE (owner only), GROUP (users related to the owner's group) or PUBLIC (everybody). artifactKey may not hold a backslash; when no artifactName is given it may not hold / \ : " * ? < > | either. */
  artifactLocator: string;
}

/** Answer of `repository.v1.download`: The file. */
export type RepositoryV1DownloadAnswer = unknown;

/** Download item from repository (current, documented). Source: https://developers.perfectomobile.com/display/PD/Download+Item+from+Repository */
export const repositoryV1Download: Operation<RepositoryV1DownloadRequest, RepositoryV1DownloadAnswer> = {
  id: 'repository.v1.download',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/repository/api/v1/artifacts/artifact',
  effect: 'reads',
  parameters: { artifactLocator: 'query' },
  body: 'binary',
};

/** Parameters of `repository.v1.list`. */
export interface RepositoryV1ListRequest {
  /** Only items of this type. Shown in the REST overview with IOS. */
  artifactType?: 'GENERAL' | 'IOS' | 'SIMULATOR' | 'ANDROID' | 'IMAGE' | 'AUDIO' | 'VIDEO' | 'SCRIPT';
  /** Items per page; PerfectoActions uses 2000. Default and maximum not known. (from-client-code) */
  pageSize?: number;
  /** How many items to skip (an item count, not a page number). Default: 0. (from-client-code) */
  skip?: number;
}

/** Answer of `repository.v1.list`. */
export interface RepositoryV1ListAnswer {
  /** The items of this page. (from-client-code) */
  artifacts: {
    /** The locator. */
    artifactLocator: string;
    /** Owner; documented sample has an empty string. */
    username?: string;
    /** Group of the owner; may be empty. */
    groupKey?: string;

    artifactMetadata?: {
      /** Name used when downloaded. */
      artifactName?: string;
      /** Size in bytes. */
      artifactSize?: number;
      /** Content type; may be empty. */
      mimeType?: string;
      /** One of the artifact types. */
      artifactType?: string;
      /** Facts read from the file, e.g. name version with the app version. */
      information?: {
        name?: string;

        value?: string;
      }[];
      /** Tags. */
      tags?: string[];
    };

    usageMetadata?: {
      /** ms since the epoch. */
      creationTime?: number;
      /** ms since the epoch. */
      lastUpdateTime?: number;
      /** ms since the epoch. */
      lastDownloadTime?: number;
    };
  }[];
  /** true when more items follow. (from-client-code) */
  truncated?: boolean;
}

/** Get repository items list (current, from-client-code). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm */
export const repositoryV1List: Operation<RepositoryV1ListRequest, RepositoryV1ListAnswer> = {
  id: 'repository.v1.list',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/repository/api/v1/artifacts',
  effect: 'reads',
  parameters: { artifactType: 'query', pageSize: 'query', skip: 'query' },
  body: 'object',
  answer: {
    'artifacts!': [
      {
        'artifactLocator!': 'string',
        username: 'string',
        groupKey: 'string',
        artifactMetadata: {
          artifactName: 'string',
          artifactSize: 'integer',
          mimeType: 'string',
          artifactType: 'string',
          information: [{ name: 'string', value: 'string' }],
          tags: ['string'],
        },
        usageMetadata: { creationTime: 'integer', lastUpdateTime: 'integer', lastDownloadTime: 'integer' },
      },
    ],
    truncated: 'boolean',
  },
};

/** Parameters of `repository.v1.info`. */
export interface RepositoryV1InfoRequest {
  /** <folderType>:<artifactKey>; folderType PRIVATE (owner only), GROUP (users related to the owner's group) or PUBLIC (everybody). artifactKey may not hold a backslash; when no artifactName is given it may not hold / \ : " * ? < > | either. */
  artifactLocator: string;
}

/** Answer of `repository.v1.info`. */
export interface RepositoryV1InfoAnswer {
  /** Wrapper. The documented sample writes the key as "artifactsDetails:" with a colon inside the quotes, and drops commas; taken for a slip. */
  artifactsDetails: {
    /** The locator. */
    artifactLocator: string;
    /** Owner; documented sample has an empty string. */
    username?: string;
    /** Group of the owner; may be empty. */
    groupKey?: string;

    artifactMetadata?: {
      /** Name used when downloaded. */
      artifactName?: string;
      /** Size in bytes. */
      artifactSize?: number;
      /** Content type; may be empty. */
      mimeType?: string;
      /** One of the artifact types. */
      artifactType?: string;
      /** Facts read from the file, e.g. name version with the app version. */
      information?: {
        name?: string;

        value?: string;
      }[];
      /** Tags. */
      tags?: string[];
    };

    usageMetadata?: {
      /** ms since the epoch. */
      creationTime?: number;
      /** ms since the epoch. */
      lastUpdateTime?: number;
      /** ms since the epoch. */
      lastDownloadTime?: number;
    };
  };
}

/** Get repository item information (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_repository_item_information.htm */
export const repositoryV1Info: Operation<RepositoryV1InfoRequest, RepositoryV1InfoAnswer> = {
  id: 'repository.v1.info',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/repository/api/v1/artifacts/artifact/info',
  effect: 'reads',
  parameters: { artifactLocator: 'query' },
  body: 'object',
  answer: {
    'artifactsDetails!': {
      'artifactLocator!': 'string',
      username: 'string',
      groupKey: 'string',
      artifactMetadata: {
        artifactName: 'string',
        artifactSize: 'integer',
        mimeType: 'string',
        artifactType: 'string',
        information: [{ name: 'string', value: 'string' }],
        tags: ['string'],
      },
      usageMetadata: { creationTime: 'integer', lastUpdateTime: 'integer', lastDownloadTime: 'integer' },
    },
  },
};

/** Parameters of `repository.v1.edit`. */
export interface RepositoryV1EditRequest {
  /** <folderType>:<artifactKey>; folderType PRIVATE (owner only), GROUP (users related to the owner's group) or PUBLIC (everybody). artifactKey may not hold a backslash; when no artifactName is given it may not hold / \ : " * ? < > | either. */
  artifactLocator: string;
  /** New display name; default is the artifactKey; may not hold / \ : " * ? < > |. */
  artifactName?: string;
  /** The tags the item has from now on. */
  tags?: readonly string[];
}

/** Answer of `repository.v1.edit`: Only code 200 is documented. */
export type RepositoryV1EditAnswer = unknown;

/** Edit repository item information (current, documented). Source: https://developers.perfectomobile.com/display/PD/Edit+Repository+Item+Information */
export const repositoryV1Edit: Operation<RepositoryV1EditRequest, RepositoryV1EditAnswer> = {
  id: 'repository.v1.edit',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/repository/api/v1/artifacts',
  effect: 'changes',
  parameters: { artifactLocator: 'body', artifactName: 'body', tags: 'body' },
  body: 'unknown',
};

/** Parameters of `repository.v1.changeLocator`. */
export interface RepositoryV1ChangeLocatorRequest {
  /** <folderType>:<artifactKey>; folderType PRIVATE (owner only), GROUP (users related to the owner's group) or PUBLIC (everybody). artifactKey may not hold a backslash; when no artifactName is given it may not hold / \ : " * ? < > | either. */
  artifactLocator: string;
  /** The new locator, same form as artifactLocator. */
  targetArtifactLocator: string;
  /** true replaces an item that already has the target locator. Default: false. */
  override?: boolean;
}

/** Answer of `repository.v1.changeLocator`: Only code 200 is documented. */
export type RepositoryV1ChangeLocatorAnswer = unknown;

/** Change repository item (artifact) locator (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/change_repository_item__artifact__locator.htm */
export const repositoryV1ChangeLocator: Operation<
  RepositoryV1ChangeLocatorRequest,
  RepositoryV1ChangeLocatorAnswer
> = {
  id: 'repository.v1.changeLocator',
  style: 'rest',
  host: 'app',
  method: 'PATCH',
  path: '/repository/api/v1/artifacts',
  effect: 'changes',
  parameters: { artifactLocator: 'body', targetArtifactLocator: 'body', override: 'body' },
  body: 'unknown',
};

/** Parameters of `repository.v1.delete`. */
export interface RepositoryV1DeleteRequest {
  /** <folderType>:<artifactKey>; folderType PRIVATE (owner only), GROUP (users related to the owner's group) or PUBLIC (everybody). artifactKey may not hold a backslash; when no artifactName is given it may not hold / \ : " * ? < > | either. */
  artifactLocator: string;
}

/** Answer of `repository.v1.delete`: Client ignores it. */
export type RepositoryV1DeleteAnswer = unknown;

/** Delete item from repository (current, from-client-code). Permission: owner or administrator (inferred). Source: https://github.com/PerfectoMobileSA/PerfectoActions */
export const repositoryV1Delete: Operation<RepositoryV1DeleteRequest, RepositoryV1DeleteAnswer> = {
  id: 'repository.v1.delete',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/repository/api/v1/artifacts',
  effect: 'changes',
  parameters: { artifactLocator: 'query' },
  body: 'unknown',
};

/** Parameters of `repository.internal.uploadDirect`. */
export interface RepositoryInternalUploadDirectRequest {
  /** Metadata with the members below. */
  requestPart: {
    /** application/zip. */
    contentType?: string;
    /** GENERAL. */
    artifactType?: 'GENERAL';
    /** Visibility. */
    folderType?: 'PRIVATE' | 'GROUP' | 'PUBLIC';
    /** Temporary item; the client then prefixes the id with the time in ms and an underscore. */
    temporary?: boolean;
    /** File name. */
    fileName?: string;

    keyDetails?: {
      /** The artifact key. */
      artifactId?: string;
    };
  };
}

/** Answer of `repository.internal.uploadDirect`: unknown */
export type RepositoryInternalUploadDirectAnswer = unknown;

/** Direct upload used by the Cypress SDK (current, from-client-code). Source: https://github.com/PerfectoCode/perfecto-cypress-sdk */
export const repositoryInternalUploadDirect: Operation<
  RepositoryInternalUploadDirectRequest,
  RepositoryInternalUploadDirectAnswer
> = {
  id: 'repository.internal.uploadDirect',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/repository-management-webapp/rest/v1/repository-management/artifacts/direct',
  effect: 'changes',
  parameters: { requestPart: 'multipart' },
  body: 'unknown',
};
