#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: odbc

/* Connections and statements with and without a limit. */

static SQLHENV start(void)
{
    SQLHENV env = SQL_NULL_HENV;
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env);
    SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
    return env;
}

static void without_limits(void)
{
    SQLHDBC dbc;
    SQLHSTMT stmt;
    SQLAllocHandle(SQL_HANDLE_DBC, start(), &dbc);
    SQLConnect(dbc, (SQLCHAR *)"orders", SQL_NTS, NULL, 0, NULL, 0); // call: connect none yes
    SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt);
    SQLExecDirect(stmt, (SQLCHAR *)"SELECT number FROM orders", SQL_NTS); // call: query none yes
    while (SQL_SUCCEEDED(SQLFetch(stmt))) {                               // call: receive none yes
        SQLINTEGER number;
        SQLGetData(stmt, 1, SQL_C_LONG, &number, 0, NULL); // call: receive none yes
        printf("%d\n", (int)number);
    }
    SQLExecDirect(stmt, (SQLCHAR *)"INSERT INTO orders VALUES (1)", SQL_NTS); // call: query none no
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT); // call: command none unknown
    SQLFreeHandle(SQL_HANDLE_STMT, stmt);
    SQLDisconnect(dbc);
    SQLFreeHandle(SQL_HANDLE_DBC, dbc);
}

static void with_limits(SQLCHAR *words)
{
    SQLHDBC dbc;
    SQLHSTMT stmt;
    SQLAllocHandle(SQL_HANDLE_DBC, start(), &dbc);
    SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)5, 0);
    SQLDriverConnect(dbc, NULL, words, SQL_NTS, NULL, 0, NULL, // call: connect bounded yes
                     SQL_DRIVER_NOPROMPT);
    SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt);
    SQLPrepare(stmt, (SQLCHAR *)"DELETE FROM orders WHERE number = ?", // call: query none yes
               SQL_NTS);
    SQLSetStmtAttr(stmt, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)10, 0);
    SQLExecute(stmt);                            // call: query bounded unknown
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT); // call: command none unknown
    SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT, (SQLPOINTER)10, 0);
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK); // call: command bounded unknown
    SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt);
    SQLTables(stmt, NULL, 0, NULL, 0, NULL, 0, NULL, 0); // call: query bounded yes
}

static void waits_for_ever_on_purpose(SQLHENV env)
{
    SQLHDBC dbc;
    SQLAllocConnect(env, &dbc);
    SQLConnect(dbc, (SQLCHAR *)"orders", SQL_NTS, NULL, 0, NULL, 0); // call: connect none yes
    SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)0, 0);
    SQLConnect(dbc, (SQLCHAR *)"orders", SQL_NTS, NULL, 0, NULL, 0); // call: connect none yes
}

static void each(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt, SQLHDESC desc, SQLCHAR *text,
                 SQLWCHAR *wide, void *any)
{
    SQLAllocHandleStd(1, any, any);
    SQLAllocEnv(any);
    SQLAllocStmt(dbc, any);
    SQLFreeEnv(env);
    SQLFreeConnect(dbc);
    SQLFreeStmt(stmt, 1);
    SQLSetConnectAttrW(dbc, 1, any, 1);
    SQLSetStmtAttrW(stmt, 1, any, 1);
    SQLSetConnectOption(dbc, 1, 1);
    SQLSetConnectOptionW(dbc, 1, 1);
    SQLSetStmtOption(stmt, 1, 1);
    SQLConnectW(dbc, wide, 1, wide, 1, wide, 1);                      // call: connect unknown yes
    SQLDriverConnectW(dbc, any, wide, 1, wide, 1, any, 1);            // call: connect unknown yes
    SQLBrowseConnect(dbc, text, 1, text, 1, any);                     // call: connect unknown yes
    SQLBrowseConnectW(dbc, wide, 1, wide, 1, any);                    // call: connect unknown yes
    SQLExecDirectW(stmt, wide, 1);                                    // call: query unknown unknown
    SQLPrepareW(stmt, wide, 1);                                       // call: query unknown yes
    SQLParamData(stmt, any);                                          // call: query unknown unknown
    SQLBulkOperations(stmt, 1);                                       // call: query unknown unknown
    SQLSetPos(stmt, 1, 1, 1);                                         // call: query unknown unknown
    SQLPutData(stmt, any, 1);                                         // call: send unknown unknown
    SQLCancel(stmt);                                                  // call: command unknown yes
    SQLTablesW(stmt, wide, 1, wide, 1, wide, 1, wide, 1);             // call: query unknown yes
    SQLColumns(stmt, text, 1, text, 1, text, 1, text, 1);             // call: query unknown yes
    SQLColumnsW(stmt, wide, 1, wide, 1, wide, 1, wide, 1);            // call: query unknown yes
    SQLStatistics(stmt, text, 1, text, 1, text, 1, 1, 1);             // call: query unknown yes
    SQLStatisticsW(stmt, wide, 1, wide, 1, wide, 1, 1, 1);            // call: query unknown yes
    SQLSpecialColumns(stmt, 1, text, 1, text, 1, text, 1, 1, 1);      // call: query unknown yes
    SQLSpecialColumnsW(stmt, 1, wide, 1, wide, 1, wide, 1, 1, 1);     // call: query unknown yes
    SQLPrimaryKeys(stmt, text, 1, text, 1, text, 1);                  // call: query unknown yes
    SQLPrimaryKeysW(stmt, wide, 1, wide, 1, wide, 1);                 // call: query unknown yes
    SQLForeignKeys(stmt, text, 1, text, 1, text, 1, text, 1, text, 1, // call: query unknown yes
                   text, 1);
    SQLForeignKeysW(stmt, wide, 1, wide, 1, wide, 1, wide, 1, wide, 1, // call: query unknown yes
                    wide, 1);
    SQLProcedures(stmt, text, 1, text, 1, text, 1);                 // call: query unknown yes
    SQLProceduresW(stmt, wide, 1, wide, 1, wide, 1);                // call: query unknown yes
    SQLProcedureColumns(stmt, text, 1, text, 1, text, 1, text, 1);  // call: query unknown yes
    SQLProcedureColumnsW(stmt, wide, 1, wide, 1, wide, 1, wide, 1); // call: query unknown yes
    SQLTablePrivileges(stmt, text, 1, text, 1, text, 1);            // call: query unknown yes
    SQLTablePrivilegesW(stmt, wide, 1, wide, 1, wide, 1);           // call: query unknown yes
    SQLColumnPrivileges(stmt, text, 1, text, 1, text, 1, text, 1);  // call: query unknown yes
    SQLColumnPrivilegesW(stmt, wide, 1, wide, 1, wide, 1, wide, 1); // call: query unknown yes
    SQLGetTypeInfo(stmt, 1);                                        // call: query unknown yes
    SQLGetTypeInfoW(stmt, 1);                                       // call: query unknown yes
    SQLFetchScroll(stmt, 1, 1);                                     // call: receive unknown yes
    SQLExtendedFetch(stmt, 1, 1, any, any);                         // call: receive unknown yes
    SQLMoreResults(stmt);                                           // call: receive unknown unknown
    SQLTransact(env, dbc, 1);                                       // call: command unknown unknown
    SQLBindCol(stmt, 1, 1, any, 1, any);
    SQLBindParam(stmt, 1, 1, 1, 1, 1, any, any);
    SQLBindParameter(stmt, 1, 1, 1, 1, 1, 1, any, 1, any);
    SQLSetParam(stmt, 1, 1, 1, 1, 1, any, any);
    SQLParamOptions(stmt, 1, any);
    SQLCloseCursor(stmt);
    SQLCancelHandle(1, any);
    SQLNumResultCols(stmt, any);
    SQLNumParams(stmt, any);
    SQLRowCount(stmt, any);
    SQLDescribeCol(stmt, 1, text, 1, any, any, any, any, any);
    SQLDescribeColW(stmt, 1, wide, 1, any, any, any, any, any);
    SQLDescribeParam(stmt, 1, any, any, any, any);
    SQLColAttribute(stmt, 1, 1, any, 1, any, any);
    SQLColAttributeW(stmt, 1, 1, any, 1, any, any);
    SQLColAttributes(stmt, 1, 1, any, 1, any, any);
    SQLColAttributesW(stmt, 1, 1, any, 1, any, any);
    SQLCopyDesc(desc, desc);
    SQLGetDescField(desc, 1, 1, any, 1, any);
    SQLGetDescFieldW(desc, 1, 1, any, 1, any);
    SQLGetDescRec(desc, 1, text, 1, any, any, any, any, any, any, any);
    SQLGetDescRecW(desc, 1, wide, 1, any, any, any, any, any, any, any);
    SQLSetDescField(desc, 1, 1, any, 1);
    SQLSetDescFieldW(desc, 1, 1, any, 1);
    SQLSetDescRec(desc, 1, 1, 1, 1, 1, 1, any, any, any);
    SQLGetCursorName(stmt, text, 1, any);
    SQLGetCursorNameW(stmt, wide, 1, any);
    SQLSetCursorName(stmt, text, 1);
    SQLSetCursorNameW(stmt, wide, 1);
    SQLSetScrollOptions(stmt, 1, 1, 1);
    SQLGetConnectAttr(dbc, 1, any, 1, any);
    SQLGetConnectAttrW(dbc, 1, any, 1, any);
    SQLGetConnectOption(dbc, 1, any);
    SQLGetConnectOptionW(dbc, 1, any);
    SQLGetStmtAttr(stmt, 1, any, 1, any);
    SQLGetStmtAttrW(stmt, 1, any, 1, any);
    SQLGetStmtOption(stmt, 1, any);
    SQLGetEnvAttr(env, 1, any, 1, any);
    SQLGetFunctions(dbc, 1, any);
    SQLGetInfo(dbc, 1, any, 1, any);
    SQLGetInfoW(dbc, 1, any, 1, any);
    SQLNativeSql(dbc, text, 1, text, 1, any);
    SQLNativeSqlW(dbc, wide, 1, wide, 1, any);
    SQLDataSources(env, 1, text, 1, any, text, 1, any);
    SQLDataSourcesW(env, 1, wide, 1, any, wide, 1, any);
    SQLDrivers(env, 1, text, 1, any, text, 1, any);
    SQLDriversW(env, 1, wide, 1, any, wide, 1, any);
    SQLError(env, dbc, stmt, text, any, text, 1, any);
    SQLErrorW(env, dbc, stmt, wide, any, wide, 1, any);
    SQLGetDiagField(1, any, 1, 1, any, 1, any);
    SQLGetDiagFieldW(1, any, 1, 1, any, 1, any);
    SQLGetDiagRec(1, any, 1, text, any, text, 1, any);
    SQLGetDiagRecW(1, any, 1, wide, any, wide, 1, any);
}

int main(int count, char **words)
{
    void *any = words;
    without_limits();
    with_limits(any);
    waits_for_ever_on_purpose(any);
    each(any, any, any, any, any, any, any);
    return count == 2 ? EXIT_SUCCESS : EXIT_FAILURE;
}
