#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: libvirt

#pragma GCC diagnostic ignored "-Wcast-function-type"

/* Nothing limits what is asked over a connection, unless it keeps itself alive. */
static int start_unbounded(const char *name)
{
    int failed = -1;
    virConnectPtr connection = virConnectOpen("qemu+tls://host/system"); // call: connect none yes
    if (connection == NULL) {
        fprintf(stderr, "%s\n", virGetLastErrorMessage());
        return -1;
    }
    virDomainPtr domain = virDomainLookupByName(connection, name); // call: request none yes
    if (domain != NULL) {
        failed = virDomainCreate(domain); // call: request none yes
        virDomainFree(domain);
    }
    virConnectClose(connection); // call: request none yes
    return failed;
}

static int start_bounded(const char *name)
{
    int failed = -1;
    virConnectPtr connection =
        virConnectOpenAuth("qemu+tls://host/system", // call: connect none yes
                           virConnectAuthPtrDefault, 0);
    if (connection == NULL || virConnectSetKeepAlive(connection, 5, 3) < 0) {
        return -1;
    }
    virDomainPtr domain = virDomainLookupByName(connection, name); // call: request bounded yes
    if (domain != NULL) {
        failed = virDomainReboot(domain, 0); // call: request bounded no
        virDomainFree(domain);
    }
    virConnectClose(connection); // call: request bounded yes
    return failed;
}

static long copy(virStorageVolPtr volume)
{
    char text[1024];
    virConnectPtr connection = virConnectOpenReadOnly(NULL); // call: connect none yes
    virStreamPtr stream = virStreamNew(connection, VIR_STREAM_NONBLOCK);
    virStorageVolDownload(volume, stream, 0, 0, 0);        // call: request unknown yes
    int length = virStreamRecv(stream, text, sizeof text); // call: receive bounded yes
    if (length == -2) {
        virEventRunDefaultImpl(); // call: drive bounded unknown nonblocking
    }
    virStreamFree(stream);
    stream = virStreamNew(connection, 0);
    virStorageVolUpload(volume, stream, 0, 0, 0);       // call: request unknown yes
    length += virStreamSend(stream, text, sizeof text); // call: send none unknown
    length += virStreamFinish(stream);                  // call: request none yes
    virStreamFree(stream);
    virConnectClose(connection); // call: request none yes
    return length;
}

static void on_time(int timer, void *data)
{
    virConnectPtr connection = data;
    printf("%d %d\n", timer, virConnectNumOfDomains(connection)); // call: request unknown yes
}

static int changed(virConnectPtr connection, virDomainPtr domain, int event, int detail, void *data)
{
    printf("%p %s %d %d %p\n", (void *)connection, virDomainGetName(domain), event, detail, data);
    return 0;
}

static void watch(virConnectPtr connection)
{
    virEventRegisterDefaultImpl();
    virEventAddTimeout(1000, on_time, connection, NULL);
    virConnectDomainEventRegisterAny(connection, NULL, // call: request unknown yes
                                     VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                     VIR_DOMAIN_EVENT_CALLBACK(changed), NULL, NULL);
}

static void each(virConnectPtr connection, virDomainPtr domain, void *any)
{
    virConnectBaselineCPU(connection, any, 1, 1);                   // call: request unknown yes
    virConnectBaselineHypervisorCPU(connection, "a", "a", "a", "a", // call: request unknown yes
                                    any, 1, 1);
    virConnectCompareCPU(connection, "a", 1);                           // call: request unknown yes
    virConnectCompareHypervisorCPU(connection, "a", "a", "a", "a", "a", // call: request unknown yes
                                   1);
    virConnectDomainXMLFromNative(connection, "a", "a", 1);             // call: request unknown yes
    virConnectDomainXMLToNative(connection, "a", "a", 1);               // call: request unknown yes
    virConnectFindStoragePoolSources(connection, "a", "a", 1);          // call: request unknown yes
    virConnectGetAllDomainStats(connection, 1, any, 1);                 // call: request unknown yes
    virConnectGetCPUModelNames(connection, "a", any, 1);                // call: request unknown yes
    virConnectGetCapabilities(connection);                              // call: request unknown yes
    virConnectGetDomainCapabilities(connection, "a", "a", "a", "a", 1); // call: request unknown yes
    virConnectGetHostname(connection);                                  // call: request unknown yes
    virConnectGetLibVersion(connection, any);                           // call: request unknown yes
    virConnectGetMaxVcpus(connection, "a");                             // call: request unknown yes
    virConnectGetStoragePoolCapabilities(connection, 1);                // call: request unknown yes
    virConnectGetSysinfo(connection, 1);                                // call: request unknown yes
    virConnectGetType(connection);                                      // call: request unknown yes
    virConnectGetVersion(connection, any);                              // call: request unknown yes
    virConnectIsEncrypted(connection);                                  // call: request unknown yes
    virConnectIsSecure(connection);                                     // call: request unknown yes
    virConnectListAllDomains(connection, any, 1);                       // call: request unknown yes
    virConnectListAllInterfaces(connection, any, 1);                    // call: request unknown yes
    virConnectListAllNWFilterBindings(connection, any, 1);              // call: request unknown yes
    virConnectListAllNWFilters(connection, any, 1);                     // call: request unknown yes
    virConnectListAllNetworks(connection, any, 1);                      // call: request unknown yes
    virConnectListAllNodeDevices(connection, any, 1);                   // call: request unknown yes
    virConnectListAllSecrets(connection, any, 1);                       // call: request unknown yes
    virConnectListAllStoragePools(connection, any, 1);                  // call: request unknown yes
    virConnectListDefinedDomains(connection, any, 1);                   // call: request unknown yes
    virConnectListDefinedInterfaces(connection, any, 1);                // call: request unknown yes
    virConnectListDefinedNetworks(connection, any, 1);                  // call: request unknown yes
    virConnectListDefinedStoragePools(connection, any, 1);              // call: request unknown yes
    virConnectListDomains(connection, any, 1);                          // call: request unknown yes
    virConnectListInterfaces(connection, any, 1);                       // call: request unknown yes
    virConnectListNWFilters(connection, any, 1);                        // call: request unknown yes
    virConnectListNetworks(connection, any, 1);                         // call: request unknown yes
    virConnectListSecrets(connection, any, 1);                          // call: request unknown yes
    virConnectListStoragePools(connection, any, 1);                     // call: request unknown yes
    virConnectNumOfDefinedDomains(connection);                          // call: request unknown yes
    virConnectNumOfDefinedInterfaces(connection);                       // call: request unknown yes
    virConnectNumOfDefinedNetworks(connection);                         // call: request unknown yes
    virConnectNumOfDefinedStoragePools(connection);                     // call: request unknown yes
    virConnectNumOfInterfaces(connection);                              // call: request unknown yes
    virConnectNumOfNWFilters(connection);                               // call: request unknown yes
    virConnectNumOfNetworks(connection);                                // call: request unknown yes
    virConnectNumOfSecrets(connection);                                 // call: request unknown yes
    virConnectNumOfStoragePools(connection);                            // call: request unknown yes
    virConnectRegisterCloseCallback(connection, NULL, any, NULL);       // call: request unknown yes
    virConnectSetIdentity(connection, any, 1, 1);                       // call: request unknown yes
    virConnectUnregisterCloseCallback(connection, NULL);                // call: request unknown yes
    virConnectDomainEventDeregister(connection, NULL);                  // call: request unknown yes
    virConnectDomainEventDeregisterAny(connection, 1);                  // call: request unknown yes
    virConnectDomainEventRegister(connection, NULL, any, NULL);         // call: request unknown yes
    virConnectNetworkEventDeregisterAny(connection, 1);                 // call: request unknown yes
    virConnectNetworkEventRegisterAny(connection, any, 1, NULL, any,    // call: request unknown yes
                                      NULL);
    virConnectNodeDeviceEventDeregisterAny(connection, 1);              // call: request unknown yes
    virConnectNodeDeviceEventRegisterAny(connection, any, 1, NULL, any, // call: request unknown yes
                                         NULL);
    virConnectSecretEventDeregisterAny(connection, 1);              // call: request unknown yes
    virConnectSecretEventRegisterAny(connection, any, 1, NULL, any, // call: request unknown yes
                                     NULL);
    virConnectStoragePoolEventDeregisterAny(connection, 1);         // call: request unknown yes
    virConnectStoragePoolEventRegisterAny(connection, any, 1, NULL, // call: request unknown yes
                                          any, NULL);
    virDomainAbortJob(domain);                                  // call: request unknown yes
    virDomainAbortJobFlags(domain, 1);                          // call: request unknown yes
    virDomainAddIOThread(domain, 1, 1);                         // call: request unknown yes
    virDomainAgentSetResponseTimeout(domain, 1, 1);             // call: request unknown yes
    virDomainAttachDevice(domain, "a");                         // call: request unknown unknown
    virDomainAttachDeviceFlags(domain, "a", 1);                 // call: request unknown unknown
    virDomainAuthorizedSSHKeysGet(domain, "a", any, 1);         // call: request unknown yes
    virDomainAuthorizedSSHKeysSet(domain, "a", any, 1, 1);      // call: request unknown unknown
    virDomainBackupBegin(domain, "a", "a", 1);                  // call: request unknown unknown
    virDomainBackupGetXMLDesc(domain, 1);                       // call: request unknown yes
    virDomainBlockCommit(domain, "a", "a", "a", 1, 1);          // call: request unknown unknown
    virDomainBlockCopy(domain, "a", "a", any, 1, 1);            // call: request unknown unknown
    virDomainBlockJobAbort(domain, "a", 1);                     // call: request unknown yes
    virDomainBlockJobSetSpeed(domain, "a", 1, 1);               // call: request unknown yes
    virDomainBlockPeek(domain, "a", 1, 1, any, 1);              // call: request unknown yes
    virDomainBlockPull(domain, "a", 1, 1);                      // call: request unknown unknown
    virDomainBlockRebase(domain, "a", "a", 1, 1);               // call: request unknown unknown
    virDomainBlockResize(domain, "a", 1, 1);                    // call: request unknown yes
    virDomainBlockStats(domain, "a", any, 1);                   // call: request unknown yes
    virDomainBlockStatsFlags(domain, "a", any, any, 1);         // call: request unknown yes
    virDomainCoreDump(domain, "a", 1);                          // call: request unknown yes
    virDomainCoreDumpWithFormat(domain, "a", 1, 1);             // call: request unknown yes
    virDomainCreateLinux(connection, "a", 1);                   // call: request unknown yes
    virDomainCreateWithFiles(domain, 1, any, 1);                // call: request unknown yes
    virDomainCreateWithFlags(domain, 1);                        // call: request unknown yes
    virDomainCreateXML(connection, "a", 1);                     // call: request unknown yes
    virDomainCreateXMLWithFiles(connection, "a", 1, any, 1);    // call: request unknown yes
    virDomainDefineXML(connection, "a");                        // call: request unknown yes
    virDomainDefineXMLFlags(connection, "a", 1);                // call: request unknown yes
    virDomainDelIOThread(domain, 1, 1);                         // call: request unknown yes
    virDomainDestroy(domain);                                   // call: request unknown yes
    virDomainDestroyFlags(domain, 1);                           // call: request unknown yes
    virDomainDetachDevice(domain, "a");                         // call: request unknown unknown
    virDomainDetachDeviceAlias(domain, "a", 1);                 // call: request unknown unknown
    virDomainDetachDeviceFlags(domain, "a", 1);                 // call: request unknown unknown
    virDomainFDAssociate(domain, "a", 1, any, 1);               // call: request unknown unknown
    virDomainFSFreeze(domain, any, 1, 1);                       // call: request unknown unknown
    virDomainFSThaw(domain, any, 1, 1);                         // call: request unknown unknown
    virDomainFSTrim(domain, "a", 1, 1);                         // call: request unknown yes
    virDomainGetAutostart(domain, any);                         // call: request unknown yes
    virDomainGetBlkioParameters(domain, any, any, 1);           // call: request unknown yes
    virDomainGetBlockInfo(domain, "a", any, 1);                 // call: request unknown yes
    virDomainGetBlockIoTune(domain, "a", any, any, 1);          // call: request unknown yes
    virDomainGetBlockJobInfo(domain, "a", any, 1);              // call: request unknown yes
    virDomainGetCPUStats(domain, any, 1, 1, 1, 1);              // call: request unknown yes
    virDomainGetControlInfo(domain, any, 1);                    // call: request unknown yes
    virDomainGetDiskErrors(domain, any, 1, 1);                  // call: request unknown yes
    virDomainGetEmulatorPinInfo(domain, any, 1, 1);             // call: request unknown yes
    virDomainGetFSInfo(domain, any, 1);                         // call: request unknown yes
    virDomainGetGuestInfo(domain, 1, any, any, 1);              // call: request unknown yes
    virDomainGetGuestVcpus(domain, any, any, 1);                // call: request unknown yes
    virDomainGetHostname(domain, 1);                            // call: request unknown yes
    virDomainGetIOThreadInfo(domain, any, 1);                   // call: request unknown yes
    virDomainGetInfo(domain, any);                              // call: request unknown yes
    virDomainGetInterfaceParameters(domain, "a", any, any, 1);  // call: request unknown yes
    virDomainGetJobInfo(domain, any);                           // call: request unknown yes
    virDomainGetJobStats(domain, any, any, any, 1);             // call: request unknown yes
    virDomainGetLaunchSecurityInfo(domain, any, any, 1);        // call: request unknown yes
    virDomainGetMaxMemory(domain);                              // call: request unknown yes
    virDomainGetMaxVcpus(domain);                               // call: request unknown yes
    virDomainGetMemoryParameters(domain, any, any, 1);          // call: request unknown yes
    virDomainGetMessages(domain, any, 1);                       // call: request unknown yes
    virDomainGetMetadata(domain, 1, "a", 1);                    // call: request unknown yes
    virDomainGetNumaParameters(domain, any, any, 1);            // call: request unknown yes
    virDomainGetOSType(domain);                                 // call: request unknown yes
    virDomainGetPerfEvents(domain, any, any, 1);                // call: request unknown yes
    virDomainGetSchedulerParameters(domain, any, any);          // call: request unknown yes
    virDomainGetSchedulerParametersFlags(domain, any, any, 1);  // call: request unknown yes
    virDomainGetSchedulerType(domain, any);                     // call: request unknown yes
    virDomainGetSecurityLabel(domain, any);                     // call: request unknown yes
    virDomainGetSecurityLabelList(domain, any);                 // call: request unknown yes
    virDomainGetState(domain, any, any, 1);                     // call: request unknown yes
    virDomainGetTime(domain, any, any, 1);                      // call: request unknown yes
    virDomainGetVcpuPinInfo(domain, 1, any, 1, 1);              // call: request unknown yes
    virDomainGetVcpus(domain, any, 1, any, 1);                  // call: request unknown yes
    virDomainGetVcpusFlags(domain, 1);                          // call: request unknown yes
    virDomainGetXMLDesc(domain, 1);                             // call: request unknown yes
    virDomainHasCurrentSnapshot(domain, 1);                     // call: request unknown yes
    virDomainHasManagedSaveImage(domain, 1);                    // call: request unknown yes
    virDomainInjectNMI(domain, 1);                              // call: request unknown no
    virDomainInterfaceAddresses(domain, any, 1, 1);             // call: request unknown yes
    virDomainInterfaceStats(domain, "a", any, 1);               // call: request unknown yes
    virDomainIsActive(domain);                                  // call: request unknown yes
    virDomainIsPersistent(domain);                              // call: request unknown yes
    virDomainIsUpdated(domain);                                 // call: request unknown yes
    virDomainListAllCheckpoints(domain, any, 1);                // call: request unknown yes
    virDomainListAllSnapshots(domain, any, 1);                  // call: request unknown yes
    virDomainListGetStats(any, 1, any, 1);                      // call: request none yes
    virDomainLookupByID(connection, 1);                         // call: request unknown yes
    virDomainLookupByUUID(connection, any);                     // call: request unknown yes
    virDomainLookupByUUIDString(connection, "a");               // call: request unknown yes
    virDomainManagedSave(domain, 1);                            // call: request unknown yes
    virDomainManagedSaveDefineXML(domain, "a", 1);              // call: request unknown yes
    virDomainManagedSaveGetXMLDesc(domain, 1);                  // call: request unknown yes
    virDomainManagedSaveRemove(domain, 1);                      // call: request unknown yes
    virDomainMemoryPeek(domain, 1, 1, any, 1);                  // call: request unknown yes
    virDomainMemoryStats(domain, any, 1, 1);                    // call: request unknown yes
    virDomainMigrate(domain, connection, 1, "a", "a", 1);       // call: request unknown unknown
    virDomainMigrate2(domain, connection, "a", 1, "a", "a", 1); // call: request unknown unknown
    virDomainMigrate3(domain, connection, any, 1, 1);           // call: request unknown unknown
    virDomainMigrateGetCompressionCache(domain, any, 1);        // call: request unknown yes
    virDomainMigrateGetMaxDowntime(domain, any, 1);             // call: request unknown yes
    virDomainMigrateGetMaxSpeed(domain, any, 1);                // call: request unknown yes
    virDomainMigrateSetCompressionCache(domain, 1, 1);          // call: request unknown yes
    virDomainMigrateSetMaxDowntime(domain, 1, 1);               // call: request unknown yes
    virDomainMigrateSetMaxSpeed(domain, 1, 1);                  // call: request unknown yes
    virDomainMigrateStartPostCopy(domain, 1);                   // call: request unknown unknown
    virDomainMigrateToURI(domain, "a", 1, "a", 1);              // call: request unknown unknown
    virDomainMigrateToURI2(domain, "a", "a", "a", 1, "a", 1);   // call: request unknown unknown
    virDomainMigrateToURI3(domain, "a", any, 1, 1);             // call: request unknown unknown
    virDomainOpenChannel(domain, "a", any, 1);                  // call: request unknown unknown
    virDomainOpenConsole(domain, "a", any, 1);                  // call: request unknown unknown
    virDomainOpenGraphics(domain, 1, 1, 1);                     // call: request unknown unknown
    virDomainOpenGraphicsFD(domain, 1, 1);                      // call: request unknown unknown
    virDomainPMSuspendForDuration(domain, 1, 1, 1);             // call: request unknown unknown
    virDomainPMWakeup(domain, 1);                               // call: request unknown yes
    virDomainPinEmulator(domain, any, 1, 1);                    // call: request unknown yes
    virDomainPinIOThread(domain, 1, any, 1, 1);                 // call: request unknown yes
    virDomainPinVcpu(domain, 1, any, 1);                        // call: request unknown yes
    virDomainPinVcpuFlags(domain, 1, any, 1, 1);                // call: request unknown yes
    virDomainRename(domain, "a", 1);                            // call: request unknown yes
    virDomainReset(domain, 1);                                  // call: request unknown no
    virDomainRestore(connection, "a");                          // call: request unknown yes
    virDomainRestoreFlags(connection, "a", "a", 1);             // call: request unknown yes
    virDomainRestoreParams(connection, any, 1, 1);              // call: request unknown yes
    virDomainResume(domain);                                    // call: request unknown yes
    virDomainRevertToSnapshot(any, 1);                          // call: request unknown yes
    virDomainSave(domain, "a");                                 // call: request unknown yes
    virDomainSaveFlags(domain, "a", "a", 1);                    // call: request unknown yes
    virDomainSaveImageDefineXML(connection, "a", "a", 1);       // call: request unknown yes
    virDomainSaveImageGetXMLDesc(connection, "a", 1);           // call: request unknown yes
    virDomainSaveParams(domain, any, 1, 1);                     // call: request unknown yes
    virDomainScreenshot(domain, any, 1, 1);                     // call: request unknown yes
    virDomainSendKey(domain, 1, 1, any, 1, 1);                  // call: request unknown no
    virDomainSendProcessSignal(domain, 1, 1, 1);                // call: request unknown no
    virDomainSetAutostart(domain, 1);                           // call: request unknown yes
    virDomainSetBlkioParameters(domain, any, 1, 1);             // call: request unknown yes
    virDomainSetBlockIoTune(domain, "a", any, 1, 1);            // call: request unknown yes
    virDomainSetBlockThreshold(domain, "a", 1, 1);              // call: request unknown yes
    virDomainSetGuestVcpus(domain, "a", 1, 1);                  // call: request unknown yes
    virDomainSetIOThreadParams(domain, 1, any, 1, 1);           // call: request unknown yes
    virDomainSetInterfaceParameters(domain, "a", any, 1, 1);    // call: request unknown yes
    virDomainSetLaunchSecurityState(domain, any, 1, 1);         // call: request unknown yes
    virDomainSetLifecycleAction(domain, 1, 1, 1);               // call: request unknown yes
    virDomainSetMaxMemory(domain, 1);                           // call: request unknown yes
    virDomainSetMemory(domain, 1);                              // call: request unknown yes
    virDomainSetMemoryFlags(domain, 1, 1);                      // call: request unknown yes
    virDomainSetMemoryParameters(domain, any, 1, 1);            // call: request unknown yes
    virDomainSetMemoryStatsPeriod(domain, 1, 1);                // call: request unknown yes
    virDomainSetMetadata(domain, 1, "a", "a", "a", 1);          // call: request unknown yes
    virDomainSetNumaParameters(domain, any, 1, 1);              // call: request unknown yes
    virDomainSetPerfEvents(domain, any, 1, 1);                  // call: request unknown yes
    virDomainSetSchedulerParameters(domain, any, 1);            // call: request unknown yes
    virDomainSetSchedulerParametersFlags(domain, any, 1, 1);    // call: request unknown yes
    virDomainSetTime(domain, 1, 1, 1);                          // call: request unknown yes
    virDomainSetUserPassword(domain, "a", "a", 1);              // call: request unknown yes
    virDomainSetVcpu(domain, "a", 1, 1);                        // call: request unknown yes
    virDomainSetVcpus(domain, 1);                               // call: request unknown yes
    virDomainSetVcpusFlags(domain, 1, 1);                       // call: request unknown yes
    virDomainShutdown(domain);                                  // call: request unknown yes
    virDomainShutdownFlags(domain, 1);                          // call: request unknown yes
    virDomainStartDirtyRateCalc(domain, 1, 1);                  // call: request unknown yes
    virDomainSuspend(domain);                                   // call: request unknown yes
    virDomainUndefine(domain);                                  // call: request unknown yes
    virDomainUndefineFlags(domain, 1);                          // call: request unknown yes
    virDomainUpdateDeviceFlags(domain, "a", 1);                 // call: request unknown yes
    virDomainCheckpointCreateXML(domain, "a", 1);               // call: request unknown unknown
    virDomainCheckpointDelete(any, 1);                          // call: request unknown yes
    virDomainCheckpointGetParent(any, 1);                       // call: request unknown yes
    virDomainCheckpointGetXMLDesc(any, 1);                      // call: request unknown yes
    virDomainCheckpointListAllChildren(any, any, 1);            // call: request unknown yes
    virDomainCheckpointLookupByName(domain, "a", 1);            // call: request unknown yes
    virDomainSnapshotCreateXML(domain, "a", 1);                 // call: request unknown unknown
    virDomainSnapshotCurrent(domain, 1);                        // call: request unknown yes
    virDomainSnapshotDelete(any, 1);                            // call: request unknown yes
    virDomainSnapshotGetParent(any, 1);                         // call: request unknown yes
    virDomainSnapshotGetXMLDesc(any, 1);                        // call: request unknown yes
    virDomainSnapshotHasMetadata(any, 1);                       // call: request unknown yes
    virDomainSnapshotIsCurrent(any, 1);                         // call: request unknown yes
    virDomainSnapshotListAllChildren(any, any, 1);              // call: request unknown yes
    virDomainSnapshotListChildrenNames(any, any, 1, 1);         // call: request unknown yes
    virDomainSnapshotListNames(domain, any, 1, 1);              // call: request unknown yes
    virDomainSnapshotLookupByName(domain, "a", 1);              // call: request unknown yes
    virDomainSnapshotNum(domain, 1);                            // call: request unknown yes
    virDomainSnapshotNumChildren(any, 1);                       // call: request unknown yes
    virNodeAllocPages(connection, 1, any, any, 1, 1, 1);        // call: request unknown unknown
    virNodeGetCPUMap(connection, any, any, 1);                  // call: request unknown yes
    virNodeGetCPUStats(connection, 1, any, any, 1);             // call: request unknown yes
    virNodeGetCellsFreeMemory(connection, any, 1, 1);           // call: request unknown yes
    virNodeGetFreeMemory(connection);                           // call: request unknown yes
    virNodeGetFreePages(connection, 1, any, 1, 1, any, 1);      // call: request unknown yes
    virNodeGetInfo(connection, any);                            // call: request unknown yes
    virNodeGetMemoryParameters(connection, any, any, 1);        // call: request unknown yes
    virNodeGetMemoryStats(connection, 1, any, any, 1);          // call: request unknown yes
    virNodeGetSEVInfo(connection, any, any, 1);                 // call: request unknown yes
    virNodeGetSecurityModel(connection, any);                   // call: request unknown yes
    virNodeListDevices(connection, "a", any, 1, 1);             // call: request unknown yes
    virNodeNumOfDevices(connection, "a", 1);                    // call: request unknown yes
    virNodeSetMemoryParameters(connection, any, 1, 1);          // call: request unknown yes
    virNodeSuspendForDuration(connection, 1, 1, 1);             // call: request unknown unknown
    virNodeDeviceCreate(any, 1);                                // call: request unknown yes
    virNodeDeviceCreateXML(connection, "a", 1);                 // call: request unknown unknown
    virNodeDeviceDefineXML(connection, "a", 1);                 // call: request unknown yes
    virNodeDeviceDestroy(any);                                  // call: request unknown yes
    virNodeDeviceDetachFlags(any, "a", 1);                      // call: request unknown unknown
    virNodeDeviceDettach(any);                                  // call: request unknown unknown
    virNodeDeviceGetAutostart(any, any);                        // call: request unknown yes
    virNodeDeviceGetParent(any);                                // call: request unknown yes
    virNodeDeviceGetXMLDesc(any, 1);                            // call: request unknown yes
    virNodeDeviceIsActive(any);                                 // call: request unknown yes
    virNodeDeviceIsPersistent(any);                             // call: request unknown yes
    virNodeDeviceListCaps(any, any, 1);                         // call: request unknown yes
    virNodeDeviceLookupByName(connection, "a");                 // call: request unknown yes
    virNodeDeviceLookupSCSIHostByWWN(connection, "a", "a", 1);  // call: request unknown yes
    virNodeDeviceNumOfCaps(any);                                // call: request unknown yes
    virNodeDeviceReAttach(any);                                 // call: request unknown unknown
    virNodeDeviceReset(any);                                    // call: request unknown unknown
    virNodeDeviceSetAutostart(any, 1);                          // call: request unknown yes
    virNodeDeviceUndefine(any, 1);                              // call: request unknown yes
    virNetworkCreate(any);                                      // call: request unknown yes
    virNetworkCreateXML(connection, "a");                       // call: request unknown yes
    virNetworkCreateXMLFlags(connection, "a", 1);               // call: request unknown yes
    virNetworkDefineXML(connection, "a");                       // call: request unknown yes
    virNetworkDefineXMLFlags(connection, "a", 1);               // call: request unknown yes
    virNetworkDestroy(any);                                     // call: request unknown yes
    virNetworkGetAutostart(any, any);                           // call: request unknown yes
    virNetworkGetBridgeName(any);                               // call: request unknown yes
    virNetworkGetDHCPLeases(any, "a", any, 1);                  // call: request unknown yes
    virNetworkGetXMLDesc(any, 1);                               // call: request unknown yes
    virNetworkIsActive(any);                                    // call: request unknown yes
    virNetworkIsPersistent(any);                                // call: request unknown yes
    virNetworkListAllPorts(any, any, 1);                        // call: request unknown yes
    virNetworkLookupByName(connection, "a");                    // call: request unknown yes
    virNetworkLookupByUUID(connection, any);                    // call: request unknown yes
    virNetworkLookupByUUIDString(connection, "a");              // call: request unknown yes
    virNetworkPortCreateXML(any, "a", 1);                       // call: request unknown unknown
    virNetworkPortDelete(any, 1);                               // call: request unknown yes
    virNetworkPortGetParameters(any, any, any, 1);              // call: request unknown yes
    virNetworkPortGetXMLDesc(any, 1);                           // call: request unknown yes
    virNetworkPortLookupByUUID(any, any);                       // call: request unknown yes
    virNetworkPortLookupByUUIDString(any, "a");                 // call: request unknown yes
    virNetworkPortSetParameters(any, any, 1, 1);                // call: request unknown yes
    virNetworkSetAutostart(any, 1);                             // call: request unknown yes
    virNetworkUndefine(any);                                    // call: request unknown yes
    virNetworkUpdate(any, 1, 1, 1, "a", 1);                     // call: request unknown unknown
    virInterfaceChangeBegin(connection, 1);                     // call: request unknown unknown
    virInterfaceChangeCommit(connection, 1);                    // call: request unknown unknown
    virInterfaceChangeRollback(connection, 1);                  // call: request unknown unknown
    virInterfaceCreate(any, 1);                                 // call: request unknown yes
    virInterfaceDefineXML(connection, "a", 1);                  // call: request unknown yes
    virInterfaceDestroy(any, 1);                                // call: request unknown yes
    virInterfaceGetXMLDesc(any, 1);                             // call: request unknown yes
    virInterfaceIsActive(any);                                  // call: request unknown yes
    virInterfaceLookupByMACString(connection, "a");             // call: request unknown yes
    virInterfaceLookupByName(connection, "a");                  // call: request unknown yes
    virInterfaceUndefine(any);                                  // call: request unknown yes
    virNWFilterBindingCreateXML(connection, "a", 1);            // call: request unknown yes
    virNWFilterBindingDelete(any);                              // call: request unknown yes
    virNWFilterBindingGetXMLDesc(any, 1);                       // call: request unknown yes
    virNWFilterBindingLookupByPortDev(connection, "a");         // call: request unknown yes
    virNWFilterDefineXML(connection, "a");                      // call: request unknown yes
    virNWFilterDefineXMLFlags(connection, "a", 1);              // call: request unknown yes
    virNWFilterGetXMLDesc(any, 1);                              // call: request unknown yes
    virNWFilterLookupByName(connection, "a");                   // call: request unknown yes
    virNWFilterLookupByUUID(connection, any);                   // call: request unknown yes
    virNWFilterLookupByUUIDString(connection, "a");             // call: request unknown yes
    virNWFilterUndefine(any);                                   // call: request unknown yes
    virStoragePoolBuild(any, 1);                                // call: request unknown unknown
    virStoragePoolCreate(any, 1);                               // call: request unknown yes
    virStoragePoolCreateXML(connection, "a", 1);                // call: request unknown yes
    virStoragePoolDefineXML(connection, "a", 1);                // call: request unknown yes
    virStoragePoolDelete(any, 1);                               // call: request unknown yes
    virStoragePoolDestroy(any);                                 // call: request unknown yes
    virStoragePoolGetAutostart(any, any);                       // call: request unknown yes
    virStoragePoolGetInfo(any, any);                            // call: request unknown yes
    virStoragePoolGetXMLDesc(any, 1);                           // call: request unknown yes
    virStoragePoolIsActive(any);                                // call: request unknown yes
    virStoragePoolIsPersistent(any);                            // call: request unknown yes
    virStoragePoolListAllVolumes(any, any, 1);                  // call: request unknown yes
    virStoragePoolListVolumes(any, any, 1);                     // call: request unknown yes
    virStoragePoolLookupByName(connection, "a");                // call: request unknown yes
    virStoragePoolLookupByTargetPath(connection, "a");          // call: request unknown yes
    virStoragePoolLookupByUUID(connection, any);                // call: request unknown yes
    virStoragePoolLookupByUUIDString(connection, "a");          // call: request unknown yes
    virStoragePoolLookupByVolume(any);                          // call: request unknown yes
    virStoragePoolNumOfVolumes(any);                            // call: request unknown yes
    virStoragePoolRefresh(any, 1);                              // call: request unknown yes
    virStoragePoolSetAutostart(any, 1);                         // call: request unknown yes
    virStoragePoolUndefine(any);                                // call: request unknown yes
    virStorageVolCreateXML(any, "a", 1);                        // call: request unknown yes
    virStorageVolCreateXMLFrom(any, "a", any, 1);               // call: request unknown yes
    virStorageVolDelete(any, 1);                                // call: request unknown yes
    virStorageVolGetInfo(any, any);                             // call: request unknown yes
    virStorageVolGetInfoFlags(any, any, 1);                     // call: request unknown yes
    virStorageVolGetPath(any);                                  // call: request unknown yes
    virStorageVolGetXMLDesc(any, 1);                            // call: request unknown yes
    virStorageVolLookupByKey(connection, "a");                  // call: request unknown yes
    virStorageVolLookupByName(any, "a");                        // call: request unknown yes
    virStorageVolLookupByPath(connection, "a");                 // call: request unknown yes
    virStorageVolResize(any, 1, 1);                             // call: request unknown unknown
    virStorageVolWipe(any, 1);                                  // call: request unknown yes
    virStorageVolWipePattern(any, 1, 1);                        // call: request unknown yes
    virSecretDefineXML(connection, "a", 1);                     // call: request unknown yes
    virSecretGetValue(any, any, 1);                             // call: request unknown yes
    virSecretGetXMLDesc(any, 1);                                // call: request unknown yes
    virSecretLookupByUUID(connection, any);                     // call: request unknown yes
    virSecretLookupByUUIDString(connection, "a");               // call: request unknown yes
    virSecretLookupByUsage(connection, 1, "a");                 // call: request unknown yes
    virSecretSetValue(any, any, 1, 1);                          // call: request unknown yes
    virSecretUndefine(any);                                     // call: request unknown yes
    virStreamSendHole(any, 1, 1);                               // call: send unknown unknown
    virStreamRecvFlags(any, any, 1, 1);                         // call: receive unknown yes
    virStreamRecvHole(any, any, 1);                             // call: receive unknown yes
    virStreamSendAll(any, NULL, any);                           // call: send unknown unknown
    virStreamRecvAll(any, NULL, any);                           // call: receive unknown yes
    virStreamSparseSendAll(any, NULL, NULL, NULL, any);         // call: send unknown unknown
    virStreamSparseRecvAll(any, NULL, NULL, any);               // call: receive unknown yes
    virStreamAbort(any);                                        // call: request unknown yes
    virStreamEventAddCallback(any, 1, NULL, any, NULL);
    virEventAddHandle(1, 1, NULL, any, NULL);
    virSetErrorFunc(any, NULL);
    virConnSetErrorFunc(connection, any, NULL);
    virTypedParamsGet(any, 1, "a");
    virTypedParamsGetInt(any, 1, "a", any);
    virTypedParamsGetUInt(any, 1, "a", any);
    virTypedParamsGetLLong(any, 1, "a", any);
    virTypedParamsGetULLong(any, 1, "a", any);
    virTypedParamsGetDouble(any, 1, "a", any);
    virTypedParamsGetBoolean(any, 1, "a", any);
    virTypedParamsGetString(any, 1, "a", any);
    virTypedParamsAddInt(any, any, any, "a", 1);
    virTypedParamsAddUInt(any, any, any, "a", 1);
    virTypedParamsAddLLong(any, any, any, "a", 1);
    virTypedParamsAddULLong(any, any, any, "a", 1);
    virTypedParamsAddDouble(any, any, any, "a", 1);
    virTypedParamsAddBoolean(any, any, any, "a", 1);
    virTypedParamsAddString(any, any, any, "a", "a");
    virTypedParamsAddStringList(any, any, any, "a", any);
    virTypedParamsAddFromString(any, any, any, "a", 1, "a");
    virTypedParamsClear(any, 1);
    virTypedParamsFree(any, 1);
    virGetVersion(any, "a", any);
    virInitialize();
    virConnectRef(connection);
    virConnectGetURI(connection);
    virConnectIsAlive(connection);
    virDomainGetConnect(domain);
    virDomainRef(domain);
    virDomainGetID(domain);
    virDomainGetUUID(domain, any);
    virDomainGetUUIDString(domain, any);
    virDomainIOThreadInfoFree(any);
    virDomainStatsRecordListFree(any);
    virDomainFSInfoFree(any);
    virDomainInterfaceFree(any);
    virDomainCheckpointGetName(any);
    virDomainCheckpointGetDomain(any);
    virDomainCheckpointGetConnect(any);
    virDomainCheckpointRef(any);
    virDomainCheckpointFree(any);
    virDomainSnapshotGetName(any);
    virDomainSnapshotGetDomain(any);
    virDomainSnapshotGetConnect(any);
    virDomainSnapshotRef(any);
    virDomainSnapshotFree(any);
    virEventRegisterImpl(NULL, NULL, NULL, NULL, NULL, NULL);
    virEventUpdateHandle(1, 1);
    virEventRemoveHandle(1);
    virEventUpdateTimeout(1, 1);
    virEventRemoveTimeout(1);
    virInterfaceGetConnect(any);
    virInterfaceGetName(any);
    virInterfaceGetMACString(any);
    virInterfaceRef(any);
    virInterfaceFree(any);
    virNetworkGetConnect(any);
    virNetworkRef(any);
    virNetworkFree(any);
    virNetworkGetName(any);
    virNetworkGetUUID(any, any);
    virNetworkGetUUIDString(any, any);
    virNetworkDHCPLeaseFree(any);
    virNetworkPortGetNetwork(any);
    virNetworkPortGetUUID(any, any);
    virNetworkPortGetUUIDString(any, any);
    virNetworkPortFree(any);
    virNetworkPortRef(any);
    virNodeDeviceGetName(any);
    virNodeDeviceRef(any);
    virNodeDeviceFree(any);
    virNWFilterRef(any);
    virNWFilterFree(any);
    virNWFilterGetName(any);
    virNWFilterGetUUID(any, any);
    virNWFilterGetUUIDString(any, any);
    virNWFilterBindingGetPortDev(any);
    virNWFilterBindingGetFilterName(any);
    virNWFilterBindingRef(any);
    virNWFilterBindingFree(any);
    virSecretGetConnect(any);
    virSecretGetUUID(any, any);
    virSecretGetUUIDString(any, any);
    virSecretGetUsageType(any);
    virSecretGetUsageID(any);
    virSecretRef(any);
    virSecretFree(any);
    virStoragePoolGetConnect(any);
    virStoragePoolRef(any);
    virStoragePoolFree(any);
    virStoragePoolGetName(any);
    virStoragePoolGetUUID(any, any);
    virStoragePoolGetUUIDString(any, any);
    virStorageVolGetConnect(any);
    virStorageVolGetName(any);
    virStorageVolGetKey(any);
    virStorageVolRef(any);
    virStorageVolFree(any);
    virStreamRef(any);
    virStreamEventUpdateCallback(any, 1);
    virStreamEventRemoveCallback(any);
    virGetLastError();
    virSaveLastError();
    virResetLastError();
    virResetError(any);
    virFreeError(any);
    virGetLastErrorCode();
    virGetLastErrorDomain();
    virConnGetLastError(connection);
    virConnResetLastError(connection);
    virCopyLastError(any);
    virDefaultErrorFunc(any);
    virConnCopyLastError(connection, any);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, any);
    watch(any);
    return start_unbounded(words[0]) + start_bounded(words[0]) + copy(any) == count;
}
