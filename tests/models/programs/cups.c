#include <cups/cups.h>
#include <cups/http.h>
#include <cups/ipp.h>
#include <cups/array.h>
#include <cups/file.h>
#include <cups/dir.h>
#include <cups/language.h>
#include <cups/ppd.h>
#include <cups/pwg.h>
#include <stdio.h>
#include <stdlib.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* What waits for the answer of a server waits for ever, unless the connection has a limit. */
static int ask_unbounded(void)
{
    http_t *http = httpConnect2("print.example", 631, NULL, AF_UNSPEC, // call: connect bounded yes
                                HTTP_ENCRYPTION_ALWAYS, 1, 5000, NULL);
    if (http == NULL) {
        return -1;
    }
    ipp_t *request = ippNewRequest(IPP_OP_CUPS_GET_PRINTERS);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                 cupsUser());
    ipp_t *answer = cupsDoRequest(http, request, "/"); // call: request none unknown
    if (answer == NULL) {
        fprintf(stderr, "%s\n", cupsLastErrorString());
    }
    ippDelete(answer);
    httpClose(http);
    return 0;
}

static int still_waiting(http_t *http, void *data)
{
    printf("%p %p\n", (void *)http, data);
    return 0;
}

static int ask_bounded(void)
{
    http_t *http = httpConnectEncrypt("print.example", 631, // call: connect bounded yes
                                      HTTP_ENCRYPTION_ALWAYS);
    if (http == NULL) {
        return -1;
    }
    httpSetTimeout(http, 5.0, still_waiting, NULL);
    ipp_t *request = ippNewRequest(IPP_OP_CUPS_GET_PRINTERS);
    ipp_t *answer = cupsDoRequest(http, request, "/"); // call: request bounded unknown
    ippDelete(answer);
    int job = cupsCreateJob(http, "laser", "letter", 0, NULL); // call: request bounded no
    httpClose(http);
    return job;
}

/* Each thing that is read is waited for 10 s only, but sending waits. */
static int without_blocking(void)
{
    char text[64];
    http_t *http = httpConnect2("print.example", 631, NULL, AF_UNSPEC, // call: connect none yes
                                HTTP_ENCRYPTION_NEVER, 0, -1, NULL);
    if (httpGet(http, "/printers/") != 0) { // call: request none yes
        httpReconnect2(http, 2000, NULL);   // call: connect bounded yes
    }
    http_status_t status;
    do {
        status = httpUpdate(http); // call: receive bounded yes
    } while (status == HTTP_STATUS_CONTINUE);
    httpBlocking(http, 1);
    httpRead2(http, text, sizeof text);     // call: receive none yes
    if (httpWait(http, 1000)) {             // call: wait bounded yes
        httpRead2(http, text, sizeof text); // call: receive bounded yes
    }
    httpClose(http);
    return status == HTTP_STATUS_OK;
}

/* Printing over the connection of the library itself, which has no limit. */
static int print(const char *name)
{
    int job = cupsPrintFile("laser", name, "letter", 0, NULL); // call: request none no
    if (job == 0) {
        fprintf(stderr, "%s\n", ippErrorString(cupsLastError()));
    }
    return job;
}

static int look(void)
{
    ipp_t *answer = cupsDoRequest(CUPS_HTTP_DEFAULT, // call: request unknown unknown
                                  ippNewRequest(IPP_OP_CUPS_GET_DEFAULT), "/");
    ippDelete(answer);
    return answer != NULL;
}

static int each_printer(void *data, unsigned flags, cups_dest_t *printer)
{
    printf("%p %x %s\n", data, flags, printer->name);
    return 1;
}

static void find(void *any)
{
    cups_dest_t *printers = NULL;
    int count = cupsGetDests(&printers); // call: request none yes
    cupsFreeDests(count, printers);
    cupsEnumDests(0, 3000, NULL, 0, 0, each_printer, any); // call: request bounded yes
    http_t *http =
        cupsConnectDest(any, 0, 3000, NULL, NULL, 0, NULL, any); // call: connect bounded yes
    cups_dinfo_t *info = cupsCopyDestInfo(http, any);            // call: request none yes
    cupsFreeDestInfo(info);
    httpClose(http);
}

static void serve(int descriptor)
{
    char path[256];
    http_t *http = httpAcceptConnection(descriptor, 1);            // call: accept unknown yes
    http_state_t state = httpReadRequest(http, path, sizeof path); // call: receive none yes
    if (state == HTTP_STATE_GET) {
        httpWriteResponse(http, HTTP_STATUS_NOT_FOUND); // call: send none unknown
    }
    httpClose(http);
}

static void each(http_t *http, void *any, va_list list)
{
    httpConnect("a", 1);                // call: connect bounded yes
    httpReconnect(http);                // call: connect bounded yes
    httpEncryption(http, 1);            // call: handshake bounded yes
    httpAddrConnect2(any, any, 1, any); // call: connect bounded yes
    httpAddrConnect(any, any);          // call: connect bounded yes
    httpAddrListen(any, 1);
    httpAddrGetList("a", 1, "a");      // call: resolve bounded yes
    httpAddrLookup(any, any, 1);       // call: resolve bounded yes
    httpGetHostByName("a");            // call: resolve bounded yes
    httpResolveHostname(http, any, 1); // call: resolve bounded yes
    httpDelete(http, "a");             // call: request unknown yes
    httpHead(http, "a");               // call: request unknown yes
    httpOptions(http, "a");            // call: request unknown yes
    httpPost(http, "a");               // call: request unknown no
    httpPut(http, "a");                // call: request unknown yes
    httpTrace(http, "a");              // call: request unknown yes
    httpRead(http, any, 1);            // call: receive unknown yes
    httpPeek(http, any, 1);            // call: receive unknown yes
    httpGets(any, 1, http);            // call: receive unknown yes
    httpFlush(http);                   // call: receive unknown yes
    httpWrite2(http, "a", 1);          // call: send unknown unknown
    httpWrite(http, "a", 1);           // call: send unknown unknown
    httpPrintf(http, "a");             // call: send unknown unknown
    httpFlushWrite(http);              // call: send unknown unknown
    httpGetStatus(http);
    cupsDoFileRequest(http, any, "a", "a");                        // call: request unknown unknown
    cupsDoIORequest(http, any, "a", 1, 1);                         // call: request unknown unknown
    cupsSendRequest(http, any, "a", 1);                            // call: request unknown unknown
    cupsWriteRequestData(http, "a", 1);                            // call: send unknown unknown
    cupsGetResponse(http, "a");                                    // call: receive unknown yes
    cupsReadResponseData(http, any, 1);                            // call: receive unknown yes
    ippRead(http, any);                                            // call: receive unknown yes
    ippWrite(http, any);                                           // call: send unknown unknown
    cupsGetFile(http, "a", "a");                                   // call: request unknown yes
    cupsGetFd(http, "a", 1);                                       // call: request unknown yes
    cupsPutFile(http, "a", "a");                                   // call: request unknown yes
    cupsPutFd(http, "a", 1);                                       // call: request unknown yes
    cupsPrintFiles("a", 1, any, "a", 1, any);                      // call: request none no
    cupsPrintFile2(http, "a", "a", "a", 1, any);                   // call: request unknown no
    cupsPrintFiles2(http, "a", 1, any, "a", 1, any);               // call: request unknown no
    cupsStartDocument(http, "a", 1, "a", "a", 1);                  // call: request unknown no
    cupsFinishDocument(http, "a");                                 // call: request unknown no
    cupsCancelJob("a", 1);                                         // call: request none yes
    cupsCancelJob2(http, "a", 1, 1);                               // call: request unknown yes
    cupsGetJobs(any, "a", 1, 1);                                   // call: request none yes
    cupsGetJobs2(http, any, "a", 1, 1);                            // call: request unknown yes
    cupsCreateDestJob(http, any, any, any, "a", 1, any);           // call: request unknown no
    cupsStartDestDocument(http, any, any, 1, "a", "a", 1, any, 1); // call: request unknown no
    cupsFinishDestDocument(http, any, any);                        // call: request unknown no
    cupsCloseDestJob(http, any, any, 1);                           // call: request unknown yes
    cupsCancelDestJob(http, any, 1);                               // call: request unknown yes
    cupsGetDests2(http, any);                                      // call: request unknown yes
    cupsSetDests(1, any);                                          // call: request none yes
    cupsSetDests2(http, 1, any);                                   // call: request unknown yes
    cupsGetNamedDest(http, "a", "a");                              // call: request unknown yes
    cupsGetDefault();                                              // call: request none yes
    cupsGetDefault2(http);                                         // call: request unknown yes
    cupsGetClasses(any);                                           // call: request none yes
    cupsGetPrinters(any);                                          // call: request none yes
    cupsFindDestReady(http, any, any, "a");                        // call: request unknown yes
    cupsLocalizeDestMedia(http, any, any, 1, any);                 // call: request unknown yes
    cupsLocalizeDestOption(http, any, any, "a");                   // call: request unknown yes
    cupsLocalizeDestValue(http, any, any, "a", "a");               // call: request unknown yes
    cupsGetPPD("a");                                               // call: request none yes
    cupsGetPPD2(http, "a");                                        // call: request unknown yes
    cupsGetPPD3(http, "a", any, any, 1);                           // call: request unknown yes
    cupsGetServerPPD(http, "a");                                   // call: request unknown yes
    cupsSetPasswordCB(NULL);
    cupsSetPasswordCB2(NULL, any);
    cupsSetClientCertCB(NULL, any);
    cupsSetServerCertCB(NULL, any);
    cupsSetOAuthCB(NULL, any);
    cupsFileClose(any);
    cupsFileCompression(any);
    cupsFileEOF(any);
    cupsFileFind("a", "a", 1, any, 1);
    cupsFileFlush(any);
    cupsFileGetChar(any);
    cupsFileGetConf(any, any, 1, any, any);
    cupsFileGetLine(any, any, 1);
    cupsFileGets(any, any, 1);
    cupsFileLock(any, 1);
    cupsFileNumber(any);
    cupsFileOpen("a", "a");
    cupsFileOpenFd(1, "a");
    cupsFilePeekChar(any);
    cupsFilePrintf(any, "a");
    cupsFilePutChar(any, 1);
    cupsFilePutConf(any, "a", "a");
    cupsFilePuts(any, "a");
    cupsFileRead(any, any, 1);
    cupsFileRewind(any);
    cupsFileSeek(any, 1);
    cupsFileStderr();
    cupsFileStdin();
    cupsFileStdout();
    cupsFileTell(any);
    cupsFileUnlock(any);
    cupsFileWrite(any, "a", 1);
    cupsArrayAdd(any, any);
    cupsArrayClear(any);
    cupsArrayCount(any);
    cupsArrayCurrent(any);
    cupsArrayDelete(any);
    cupsArrayDup(any);
    cupsArrayFind(any, any);
    cupsArrayFirst(any);
    cupsArrayGetIndex(any);
    cupsArrayGetInsert(any);
    cupsArrayIndex(any, 1);
    cupsArrayInsert(any, any);
    cupsArrayLast(any);
    cupsArrayNew(NULL, any);
    cupsArrayNew2(NULL, any, NULL, 1);
    cupsArrayNew3(NULL, any, NULL, 1, NULL, NULL);
    cupsArrayNext(any);
    cupsArrayPrev(any);
    cupsArrayRemove(any, any);
    cupsArrayRestore(any);
    cupsArraySave(any);
    cupsArrayUserData(any);
    httpCheck(http);
    httpClearFields(http);
    httpError(http);
    httpGetDateString(1);
    httpGetDateTime("a");
    httpGetField(http, 1);
    httpGetSubField(http, 1, "a", any);
    httpInitialize();
    httpSeparate("a", any, any, any, any, any);
    httpSetField(http, 1, "a");
    httpStatus(1);
    httpEncode64(any, "a");
    httpDecode64(any, "a");
    httpGetLength(http);
    httpMD5("a", "a", "a", any);
    httpMD5Final("a", "a", "a", any);
    httpMD5String(any, any);
    httpClearCookie(http);
    httpGetCookie(http);
    httpSetCookie(http, "a");
    httpDecode64_2(any, any, "a");
    httpEncode64_2(any, 1, "a", 1);
    httpSeparate2("a", any, 1, any, 1, any, 1, any, any, 1);
    httpAddrAny(any);
    httpAddrEqual(any, any);
    httpAddrFreeList(any);
    httpAddrLength(any);
    httpAddrLocalhost(any);
    httpAddrString(any, any, 1);
    httpAssembleURI(1, any, 1, "a", "a", "a", 1, "a");
    httpAssembleURIf(1, any, 1, "a", "a", "a", 1, "a");
    httpGetBlocking(http);
    httpGetDateString2(1, any, 1);
    httpGetFd(http);
    httpGetHostname(http, any, 1);
    httpGetLength2(http);
    httpGetSubField2(http, 1, "a", any, 1);
    httpSeparateURI(1, "a", any, 1, any, 1, any, 1, any, any, 1);
    httpSetExpect(http, 1);
    httpSetLength(http, 1);
    httpGetAuthString(http);
    httpSetAuthString(http, "a", "a");
    httpAddCredential(any, any, 1);
    httpCopyCredentials(http, any);
    httpFreeCredentials(any);
    httpSetCredentials(http, any);
    httpGetState(http);
    httpGetVersion(http);
    httpAddrCopyList(any);
    httpAddrPort(any);
    httpAssembleUUID("a", 1, "a", 1, any, 1);
    httpGetContentEncoding(http);
    httpGetExpect(http);
    httpSetDefaultField(http, 1, "a");
    httpAddrClose(any, 1);
    httpAddrFamily(any);
    httpCompareCredentials(any, any);
    httpCredentialsAreValidForName(any, "a");
    httpCredentialsGetExpiration(any);
    httpCredentialsGetTrust(any, "a");
    httpCredentialsString(any, any, 1);
    httpFieldValue("a");
    httpGetActivity(http);
    httpGetAddress(http);
    httpGetEncryption(http);
    httpGetKeepAlive(http);
    httpGetPending(http);
    httpGetReady(http);
    httpGetRemaining(http);
    httpIsChunked(http);
    httpIsEncrypted(http);
    httpLoadCredentials("a", any, "a");
    httpSaveCredentials("a", any, "a");
    httpSetKeepAlive(http, 1);
    httpShutdown(http);
    httpStateString(1);
    httpURIStatusString(1);
    ippAddBoolean(any, 1, "a", 1);
    ippAddBooleans(any, 1, "a", 1, "a");
    ippAddDate(any, 1, "a", any);
    ippAddInteger(any, 1, 1, "a", 1);
    ippAddIntegers(any, 1, 1, "a", 1, any);
    ippAddRange(any, 1, "a", 1, 1);
    ippAddRanges(any, 1, "a", 1, any, any);
    ippAddResolution(any, 1, "a", 1, 1, 1);
    ippAddResolutions(any, 1, "a", 1, 1, any, any);
    ippAddSeparator(any);
    ippAddStrings(any, 1, 1, "a", 1, "a", any);
    ippDateToTime(any);
    ippFindAttribute(any, "a", 1);
    ippFindNextAttribute(any, "a", 1);
    ippLength(any);
    ippNew();
    ippTimeToDate(1);
    ippPort();
    ippSetPort(1);
    ippAddCollection(any, 1, "a", any);
    ippAddCollections(any, 1, "a", 1, any);
    ippDeleteAttribute(any, any);
    ippReadFile(1, any);
    ippWriteFile(1, any);
    ippAddOctetString(any, 1, "a", any, 1);
    ippErrorValue("a");
    ippOpString(1);
    ippOpValue("a");
    ippReadIO(any, NULL, 1, any, any);
    ippWriteIO(any, NULL, 1, any, any);
    ippTagString(1);
    ippTagValue("a");
    ippAddOutOfBand(any, 1, 1, "a");
    ippAttributeString(any, any, 1);
    ippCopyAttribute(any, any, 1);
    ippCopyAttributes(any, any, 1, NULL, any);
    ippDeleteValues(any, any, 1, 1);
    ippEnumString("a", 1);
    ippEnumValue("a", "a");
    ippFirstAttribute(any);
    ippGetBoolean(any, 1);
    ippGetCollection(any, 1);
    ippGetCount(any);
    ippGetDate(any, 1);
    ippGetGroupTag(any);
    ippGetInteger(any, 1);
    ippGetName(any);
    ippGetOperation(any);
    ippGetRange(any, 1, any);
    ippGetRequestId(any);
    ippGetResolution(any, 1, any, any);
    ippGetState(any);
    ippGetStatusCode(any);
    ippGetString(any, 1, any);
    ippGetValueTag(any);
    ippGetVersion(any, any);
    ippNextAttribute(any);
    ippSetBoolean(any, any, 1, 1);
    ippSetCollection(any, any, 1, any);
    ippSetDate(any, any, 1, any);
    ippSetGroupTag(any, any, 1);
    ippSetInteger(any, any, 1, 1);
    ippSetName(any, any, "a");
    ippSetOperation(any, 1);
    ippSetRange(any, any, 1, 1, 1);
    ippSetRequestId(any, 1);
    ippSetResolution(any, any, 1, 1, 1, 1);
    ippSetState(any, 1);
    ippSetStatusCode(any, 1);
    ippSetString(any, any, 1, "a");
    ippSetValueTag(any, any, 1);
    ippSetVersion(any, 1, 1);
    ippAddStringf(any, 1, 1, "a", "a", "a");
    ippAddStringfv(any, 1, 1, "a", "a", "a", list);
    ippContainsInteger(any, 1);
    ippContainsString(any, "a");
    ippCreateRequestedArray(any);
    ippGetOctetString(any, 1, any);
    ippNewResponse(any);
    ippSetOctetString(any, any, 1, any, 1);
    ippSetStringf(any, any, 1, "a");
    ippSetStringfv(any, any, 1, "a", list);
    ippValidateAttribute(any);
    ippValidateAttributes(any);
    ippStateString(1);
    cupsLangDefault();
    cupsLangEncoding(any);
    cupsLangFlush();
    cupsLangFree(any);
    cupsLangGet("a");
    pwgFormatSizeName(any, 1, "a", "a", 1, 1, "a");
    pwgInitSize(any, any, any);
    pwgMediaForLegacy("a");
    pwgMediaForPPD("a");
    pwgMediaForPWG("a");
    pwgMediaForSize(1, 1);
    cupsEncryption();
    cupsFreeJobs(1, any);
    cupsTempFile(any, 1);
    cupsTempFd(any, 1);
    cupsAddDest("a", "a", 1, any);
    cupsGetDest("a", "a", 1, any);
    cupsAddOption("a", "a", 1, any);
    cupsEncodeOptions(any, 1, any);
    cupsFreeOptions(1, any);
    cupsGetOption("a", 1, any);
    cupsParseOptions("a", 1, any);
    cupsGetPassword("a");
    cupsServer();
    cupsSetEncryption(1);
    cupsSetServer("a");
    cupsSetUser("a");
    cupsDoAuthentication(http, "a", "a");
    cupsEncodeOptions2(any, 1, any, 1);
    cupsNotifySubject(any, any);
    cupsNotifyText(any, any);
    cupsRemoveOption("a", 1, any);
    cupsTempFile2(any, 1);
    cupsRemoveDest("a", "a", 1, any);
    cupsSetDefaultDest("a", "a", 1, any);
    cupsGetPassword2("a", http, "a", "a");
    cupsSetCredentials(any);
    cupsCheckDestSupported(http, any, any, "a", "a");
    cupsCopyDest(any, 1, any);
    cupsCopyDestConflicts(http, any, any, 1, any, "a", "a", any, any, any, any);
    cupsGetDestMediaByName(http, any, any, "a", 1, any);
    cupsGetDestMediaBySize(http, any, any, 1, 1, 1, any);
    cupsFindDestDefault(http, any, any, "a");
    cupsFindDestSupported(http, any, any, "a");
    cupsGetDestMediaByIndex(http, any, any, 1, 1, any);
    cupsGetDestMediaCount(http, any, any, 1);
    cupsGetDestMediaDefault(http, any, any, 1, any);
    cupsSetUserAgent("a");
    cupsUserAgent();
    cupsGetDestWithURI("a", "a");
    cupsMakeServerCredentials("a", "a", 1, any, 1);
    cupsSetServerCredentials("a", "a", 1);
    cupsHashData("a", any, 1, any, 1);
    cupsAddIntegerOption("a", 1, 1, any);
    cupsGetIntegerOption("a", 1, any);
    cupsHashString(any, 1, any, 1);
    cupsAddDestMediaOptions(http, any, any, 1, any, 1, any);
    cupsEncodeOption(any, 1, "a", "a");
    cupsDirClose(any);
    cupsDirOpen("a");
    cupsDirRead(any);
    cupsDirRewind(any);
    cupsMarkOptions(any, 1, any);
    ppdClose(any);
    ppdConflicts(any);
    ppdFindChoice(any, "a");
    ppdFindMarkedChoice(any, "a");
    ppdFindOption(any, "a");
    ppdIsMarked(any, "a", "a");
    ppdMarkDefaults(any);
    ppdMarkOption(any, "a", "a");
    ppdOpen(any);
    ppdOpenFd(1);
    ppdOpenFile("a");
    ppdPageLength(any, "a");
    ppdPageSize(any, "a");
    ppdPageWidth(any, "a");
    ppdErrorString(1);
    ppdFindAttr(any, "a", "a");
    ppdFindNextAttr(any, "a", "a");
    ppdLastError(any);
    ppdSetConformance(1);
    ppdFindCustomOption(any, "a");
    ppdFindCustomParam(any, "a");
    ppdFirstCustomParam(any);
    ppdFirstOption(any);
    ppdNextCustomParam(any);
    ppdNextOption(any);
    ppdLocalize(any);
    ppdOpen2(any);
    ppdLocalizeIPPReason(any, "a", "a", any, 1);
    cupsGetConflicts(any, "a", "a", any);
    cupsResolveConflicts(any, "a", "a", any, any);
    ppdInstallableConflict(any, "a", "a");
    ppdLocalizeAttr(any, "a", "a");
    ppdLocalizeMarkerName(any, "a");
    ppdPageSizeLimits(any, any, any);
}

static void all(http_t *http, void *any, ...)
{
    va_list list;
    va_start(list, any);
    each(http, any, list);
    va_end(list);
}

int main(int count, char **words)
{
    void *any = words;
    all(any, any);
    find(any);
    serve(count);
    return ask_unbounded() + ask_bounded() + without_blocking() + look() == print(words[0]);
}
