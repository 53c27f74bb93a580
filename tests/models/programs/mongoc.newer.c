#include <mongoc/mongoc.h>
#include <stdio.h>

int main(void)
{
    bson_error_t error;
    bson_t *keys = BCON_NEW("a", BCON_INT32(1));
    mongoc_client_t *client = mongoc_client_new("mongodb://db");
    mongoc_client_set_sockettimeoutms(client, 2000);
    mongoc_collection_t *items = mongoc_client_get_collection(client, "shop", "items");
    mongoc_index_model_t *models[] = {mongoc_index_model_new(keys, NULL)};
    if (!mongoc_collection_create_indexes_with_opts( // call: command bounded yes
            items, models, 1, NULL, NULL, &error)) {
        fprintf(stderr, "%s\n", error.message);
    }
    mongoc_index_model_destroy(models[0]);
    mongoc_collection_destroy(items);
    mongoc_client_destroy(client);
    bson_destroy(keys);
    return 0;
}
